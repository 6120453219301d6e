package import Foundation

/// What can be wrong with a path before anybody reads what a model's file says.
package enum ModelFileError: Error, Hashable, CustomStringConvertible {
  /// There is something else where a file is expected.
  case notAFile(URL, String)
  /// The file has more bytes than any of its kind.
  case tooLarge(URL, bytes: Int, limit: Int)
  /// The file is of another kind.
  case foreign(file: URL, ForeignFile)
  /// There is no folder.
  case noFolder(URL)
  /// There is nothing in the folder.
  case emptyFolder(URL)
  /// There is something else where a folder is expected.
  case notAFolder(URL, ForeignFile?)
  /// Two names in a folder differ in their bytes and not in what they say.
  case lookalikes(URL, String)

  package var description: String {
    switch self {
    case .notAFile(let url, let kind):
      "\(url.path(percentEncoded: false)) is \(kind) where a file is expected; "
        + "put the model's own file in its place."
    case .tooLarge(let url, let bytes, let limit):
      "\(url.path(percentEncoded: false)) has \(bytes) bytes, and such a file at most \(limit); "
        + "check that it is what its name says."
    case .foreign(let url, let kind):
      "\(url.path(percentEncoded: false)) is \(kind.words)"
    case .noFolder(let url):
      "There is no folder \(url.path(percentEncoded: false)); check the path."
    case .emptyFolder(let url):
      "\(url.path(percentEncoded: false)) is empty; give the folder of a Hugging Face model."
    case .notAFolder(let url, let kind):
      "\(url.path(percentEncoded: false)) is not a folder but "
        + (kind?.words ?? "a file; give the folder that holds the model's config.json and weights.")
    case .lookalikes(let folder, let name):
      "\(folder.path(percentEncoded: false)) holds two files whose names read '\(name)', in "
        + "different bytes; rename or remove one of them."
    }
  }
}
