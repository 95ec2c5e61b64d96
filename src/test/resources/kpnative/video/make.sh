#!/bin/sh
# Makes the films beside it, each of one codec or trap, by ffmpeg (5.1.6 with x264, x265, libvpx and libaom made
# those that are here). All show the same: four quarters, red, green, blue and grey, 96 x 64 pixels, and a white
# square of 8 x 8 that begins at the left of the middle row and moves by 8 pixels a frame; 12 frames, 25 a second.
set -eu
cd "$(dirname "$0")"
ff() {
  ffmpeg -v error -y -bitexact -f lavfi -i color=0xC82828:s=48x32:r=25:d=0.48 -f lavfi -i color=0x28B43C:s=48x32:r=25:d=0.48 \
    -f lavfi -i color=0x283CC8:s=48x32:r=25:d=0.48 -f lavfi -i color=0xA0A0A0:s=48x32:r=25:d=0.48 \
    -f lavfi -i color=white:s=8x8:r=25:d=0.48 -f lavfi -i sine=d=0.48 -filter_complex \
    "[0][1]hstack[a];[2][3]hstack[b];[a][b]vstack,format=gbrp[c];[c][4]overlay=x=8*(n-1):y=28:format=gbrp,format=gbrp$filter[v]" \
    -map '[v]' "$@" -map_metadata -1 -fflags +bitexact -flags:v +bitexact
}
filter=
x264='-c:v libx264 -preset veryslow -crf 12 -x264-params log=-1'
ff $x264 -pix_fmt yuv420p -bf 3 h264.mp4
ff $x264 -pix_fmt yuv420p -map 5 -c:a aac -b:a 16k audio.mov
ffmpeg -v error -y -i h264.mp4 -c copy -metadata:s:v:0 rotate=90 -fflags +bitexact turned.mp4
# begins after 100 seconds, as parts of a broadcast do; and sound goes on after the last frame
ffmpeg -v error -y -itsoffset 100 -i h264.mp4 -c copy -copyts -fflags +bitexact late.mkv
ffmpeg -v error -y -i h264.mp4 -f lavfi -i sine=d=4 -c:v copy -c:a aac -b:a 8k -fflags +bitexact -flags:a +bitexact sound.mkv
filter=,scale=out_color_matrix=bt709
ff -c:v libx265 -preset slow -x265-params log-level=none:crf=8 -tag:v hvc1 -pix_fmt yuv420p10le -colorspace bt709 hevc-10-bits.mp4
filter=
ff -c:v libvpx -crf 8 -b:v 400k -pix_fmt yuv420p vp8.webm
ff -c:v libvpx-vp9 -crf 15 -b:v 0 -pix_fmt yuv420p vp9.webm
ff -c:v libaom-av1 -cpu-used 6 -crf 15 -b:v 0 -pix_fmt yuv420p av1.mkv
ff -c:v mpeg4 -q:v 2 -bf 2 -pix_fmt yuv420p mpeg4.avi
ff -c:v mjpeg -q:v 3 -pix_fmt yuvj420p mjpeg.avi
ff -c:v mpeg2video -q:v 2 -pix_fmt yuv420p mpeg2.ts
ff -c:v mpeg2video -q:v 2 -pix_fmt yuv420p -flags:v +ildct+ilme -top 1 fields.ts
# the times of frames grow, in steps of 1/25 s
filter=,settb=1/1000,setpts='10*pow(2\,N)'
ff $x264 -pix_fmt yuv420p -fps_mode vfr varying.mkv 2> /dev/null || ff $x264 -pix_fmt yuv420p -vsync vfr varying.mkv
# without the last column and row
filter=,crop=95:63:0:0:exact=1
ff $x264 -pix_fmt yuv444p odd.mp4
