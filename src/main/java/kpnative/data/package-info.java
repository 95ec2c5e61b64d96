/**
 * Annotated faces of photographs, data sets of them, and the split into training and validation.
 *
 * <p>A {@linkplain kpnative.data.read.FaceReader reader} turns one annotation file (ASF, PTS, dlib
 * XML, CSV) into {@link kpnative.data.AnnotatedFace}s. A {@link kpnative.data.read.DataSpec} is
 * what a user writes after {@code --data}. A {@link kpnative.data.Dataset} holds the faces of one
 * or more of them. A {@link kpnative.data.SplitRule} divides a data set and keeps every photograph
 * and every person on one side.
 *
 * <p>A {@link kpnative.data.FaceSampler} defines what a sample holds. A {@link
 * kpnative.data.load.BatchLoader} makes samples on worker threads, ahead of use, and lends them as
 * a {@link kpnative.data.load.Batch}; {@link kpnative.data.load.DeviceBatches} copies batches to
 * the device. A batch depends only on data, seed, epoch and position.
 *
 * <p>A {@link kpnative.data.load.PictureCache} keeps decoded pictures, in memory or in a {@link
 * kpnative.data.load.CacheFile}.
 *
 * <p>Keypoints and boxes are in the photograph's frame: pixels, whole numbers are pixel centres.
 * Readers shift formats that count from 1. Annotation files are untrusted: readers check sizes and
 * counts before they allocate memory, and open no other files than the pictures that annotations
 * name.
 */
@NullMarked
package kpnative.data;

import org.jspecify.annotations.NullMarked;
