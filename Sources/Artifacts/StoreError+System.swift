import Foundation
import Glibc

extension ArtifactStore {
  /// Returns what really went wrong in a run: the lease was lost, the disk is full, or the error.
  package func explaining(_ error: any Error, in session: RunSession) -> any Error {
    let isHeld = try? database.read { try LeaseBook.admits(session.token, $0) }
    if isHeld == false { return StoreError.lostRun(run: session.run.text) }
    return StoreError.explaining(error, at: home.path)
  }
}

extension StoreError {
  /// Returns the error as the store's own if it says that a disk is full, else unchanged.
  package static func explaining(_ error: any Error, at path: String) -> any Error {
    error is StoreError || systemCode(of: error) != ENOSPC ? error : StoreError.diskFull(path: path)
  }

  /// Returns the system's code inside an error of Foundation.
  static func systemCode(of error: any Error) -> Int32 {
    var current: NSError? = error as NSError
    while let error = current {
      if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
      current = error.userInfo[NSUnderlyingErrorKey] as? NSError
    }
    return (error as? CocoaError)?.code == .fileWriteOutOfSpace ? ENOSPC : EIO
  }
}
