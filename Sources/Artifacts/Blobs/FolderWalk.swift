import Foundation
import Glibc

/// The plain files below a folder.
enum FolderWalk {
  /// Returns the path of every file below a folder, sorted; other things than files are errors.
  static func files(
    in folder: URL, followingLinks: Bool = false
  ) throws -> [(path: String, url: URL)] {
    try files(in: folder, prefix: "", followingLinks: followingLinks).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }

  private static func files(
    in folder: URL, prefix: String, followingLinks: Bool
  ) throws -> [(path: String, url: URL)] {
    var found: [(path: String, url: URL)] = []
    for name in try names(in: folder) {
      let url = folder.appending(path: name)
      let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
      switch try kind(of: url, followingLinks: followingLinks) {
      case S_IFREG: found.append((path, url))
      case S_IFDIR: found += try files(in: url, prefix: path, followingLinks: followingLinks)
      default: throw StoreError.notAPlainFile(path: url.path)
      }
    }
    return found
  }

  /// Returns the kind of thing at a path, as the system's S_IF constants name it.
  static func kind(of url: URL, followingLinks: Bool) throws -> mode_t {
    var status = stat()
    let result = followingLinks ? stat(url.path, &status) : lstat(url.path, &status)
    guard result == 0 else { throw DurableFile.failure("cannot read", url, errno) }
    return status.st_mode & S_IFMT
  }

  private static func names(in folder: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw StoreError.system("cannot read", folder.path, EACCES)
    }
  }
}
