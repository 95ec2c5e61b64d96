// dlib's shape predictor over the jobs of peers.sh: dlib MODEL JOBS ANSWERS. A line of JOBS is a PPM file, a tab and a box (left, top, right,
// bottom, pixels, whole numbers at centres); a line of ANSWERS is milliseconds and 68 points. dlib rounds points to whole pixels.
#include <dlib/image_processing.h>

#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <string>

static void read_ppm(const std::string& name, dlib::array2d<dlib::rgb_pixel>& picture) {
  std::ifstream file(name, std::ios::binary);
  std::string magic;
  long width = 0, height = 0, most = 0;
  file >> magic >> width >> height >> most;
  if (magic != "P6" || most != 255) throw std::runtime_error(name + " is no PPM file of 8 bits");
  file.get();
  picture.set_size(height, width);
  for (long y = 0; y < height; y++) {
    for (long x = 0; x < width; x++) {
      char rgb[3];
      file.read(rgb, 3);
      picture[y][x] = dlib::rgb_pixel(rgb[0], rgb[1], rgb[2]);
    }
  }
}

int main(int, char** arguments) {
  dlib::shape_predictor predictor;
  dlib::deserialize(arguments[1]) >> predictor;
  std::ifstream jobs(arguments[2]);
  std::ofstream answers(arguments[3]);
  dlib::array2d<dlib::rgb_pixel> picture;
  std::string name, before;
  while (std::getline(jobs, name, '\t')) {
    double left, top, right, bottom;
    jobs >> left >> top >> right >> bottom >> std::ws;
    if (name != before) read_ppm(name, picture);
    before = name;
    const auto start = std::chrono::steady_clock::now();
    // its rectangles contain both edges' pixels
    const dlib::rectangle box(std::lround(left + 0.5), std::lround(top + 0.5), std::lround(right - 0.5), std::lround(bottom - 0.5));
    const dlib::full_object_detection face = predictor(picture, box);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    answers << spent.count();
    for (unsigned long k = 0; k < face.num_parts(); k++) answers << ' ' << face.part(k).x() << ' ' << face.part(k).y();
    answers << '\n';
  }
}
