import Foundation
import Glibc

/// System calls, retried when a signal interrupts them; a failure names the path.
enum SystemCall {
  /// Returns what a call that reads returned.
  static func reading<Result: SignedInteger>(
    _ path: String, _ call: () -> Result
  ) throws -> Result {
    try retried(call) { failure(path, $0, isReading: true) }
  }

  /// Returns what a call that writes returned.
  static func writing<Result: SignedInteger>(
    _ path: String, _ call: () -> Result
  ) throws -> Result {
    try retried(call) { failure(path, $0, isReading: false) }
  }

  private static func retried<Result: SignedInteger>(
    _ call: () -> Result, _ failure: (CInt) -> CocoaError
  ) throws -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      guard errno == EINTR else { throw failure(errno) }
    }
  }

  /// Returns an error number in Foundation's form but with the reason in words.
  static func failure(_ path: String, _ number: CInt, isReading: Bool) -> CocoaError {
    let code: CocoaError.Code =
      switch (number, isReading) {
      case (ENOENT, true): .fileReadNoSuchFile
      case (ENOSPC, false), (EDQUOT, false): .fileWriteOutOfSpace
      default: isReading ? .fileReadUnknown : .fileWriteUnknown
      }
    return error(
      code,
      "\(path) cannot be \(isReading ? "read" : "written") "
        + "(\(String(cString: strerror(number)))); check the path, its permissions and the disk.",
      number)
  }

  /// Returns the error for a name behind which there is something else than is wanted.
  static func foreign(_ path: String, wanted: String) -> CocoaError {
    error(
      .fileReadCorruptFile,
      "\(path) is not a \(wanted) of its own but a link or something else; put the \(wanted) "
        + "itself there.", EINVAL)
  }

  private static func error(
    _ code: CocoaError.Code, _ sentence: String, _ number: CInt
  ) -> CocoaError {
    CocoaError(
      code,
      userInfo: [
        NSLocalizedDescriptionKey: sentence,
        NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(number)),
      ])
  }
}

extension CocoaError {
  /// The system's number of the reason, if there is one.
  var systemNumber: CInt? { (userInfo[NSUnderlyingErrorKey] as? NSError).map { CInt($0.code) } }
}
