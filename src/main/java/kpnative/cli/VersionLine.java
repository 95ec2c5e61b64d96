package kpnative.cli;

import kpnative.infer.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, for the command and its subcommands. */
final class VersionLine implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"kp-native " + Version.current()};
  }
}
