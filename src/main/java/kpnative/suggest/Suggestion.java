package kpnative.suggest;

/**
 * A face to label next.
 *
 * @param file the picture's name
 * @param face its place among the picture's faces, from 0
 * @param score how much there is to learn from it, of what there is to learn from all: 0 to 1
 * @param reason why, in words
 */
public record Suggestion(String file, int face, double score, String reason) {}
