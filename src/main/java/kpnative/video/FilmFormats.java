package kpnative.video;

import java.util.Locale;
import java.util.Optional;

/*
 * What FFmpeg may take a file for. It knows hundreds of containers and codecs, of which most are in no
 * film that people have, and some open further files or addresses (hls, concat, dash, sdp, image2):
 * none of these is here. A browser keeps such lists for the same reason.
 */
/** Which containers and codecs are read, and which are written. */
final class FilmFormats {
  /** The containers that are read, by FFmpeg's names. */
  static final String CONTAINERS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,flv,live_flv,asf,ogg,"
          + "h264,hevc,obu,ivf,mjpeg,mpjpeg,gif,yuv4mpegpipe,nut,mxf,dv,h263,vc1";

  /** The codecs that are read, by FFmpeg's names. */
  static final String CODECS =
      "h264,hevc,vp8,vp9,libaom-av1,libdav1d,av1,mpeg4,mpeg1video,mpeg2video,mpegvideo,mjpeg,h263,"
          + "h263i,h263p,flv,msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1,theora,prores,dnxhd,"
          + "dvvideo,rawvideo,wrapped_avframe,ffv1,huffyuv,ffvhuff,png,gif,jpeg2000,cinepak,svq3";

  /** How a film is written. */
  enum Output {
    MP4("mp4", "libopenh264", true),
    MOV("mov", "libopenh264", true),
    MKV("matroska", "libopenh264", true),
    WEBM("webm", "libvpx-vp9", false),
    AVI("avi", "mjpeg", false);

    private final String container;
    private final String encoder;
    private final boolean even;

    Output(String container, String encoder, boolean even) {
      this.container = container;
      this.encoder = encoder;
      this.even = even;
    }

    /** {@return FFmpeg's name of the container} */
    String container() {
      return container;
    }

    /** {@return FFmpeg's name of the encoder} */
    String encoder() {
      return encoder;
    }

    /** {@return whether sides must be even} */
    boolean even() {
      return even;
    }
  }

  private FilmFormats() {}

  /** {@return how a film of this file name is written; empty if none is called so} */
  static Optional<Output> output(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(
        switch (ending) {
          case "mp4", "m4v" -> Output.MP4;
          case "mov" -> Output.MOV;
          case "mkv" -> Output.MKV;
          case "webm" -> Output.WEBM;
          case "avi" -> Output.AVI;
          default -> null;
        });
  }
}
