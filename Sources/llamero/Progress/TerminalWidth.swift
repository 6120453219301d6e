import Glibc

/// The width of the terminal.
enum TerminalWidth {
  /// The columns of standard error, 80 where they are unknown.
  static var ofStandardError: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1
    return isKnown ? Int(size.ws_col) : 80
  }
}
