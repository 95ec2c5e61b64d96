package kpnative.suggest;

import kpnative.data.PictureSource;
import kpnative.geometry.Box;

/**
 * A face that might be labelled.
 *
 * @param picture where its pixels are
 * @param face its place among the picture's faces, from left to right in a picture whose faces were
 *     found, else in the order of the annotation, from 0
 * @param box roughly around its points, in the photograph's frame
 */
record Candidate(PictureSource picture, int face, Box box) {}
