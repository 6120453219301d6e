package import Foundation

/// What can be wrong with a path before anybody reads what a model's file says.
package enum ModelFileError: Error, Hashable, CustomStringConvertible {
  /// There is something else where a file is expected.
  case notAFile(URL, String)
  /// The file has more bytes than any of its kind.
  case tooLarge(URL, bytes: Int, limit: Int)
  /// The file is of another kind.
  case foreign(file: URL, ForeignFile)
  /// A file that a model needs is not there; the remedy is the end of the sentence.
  case missing(String, place: String, remedy: String)
  /// The file is not the JSON that its name says.
  case notJSON(URL, String)
  /// The file holds another JSON value than an object.
  case notAnObject(URL)
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
    case .missing(let name, let place, let remedy):
      "\(place) has no \(name): \(remedy)"
    case .notJSON(let url, let fact):
      "\(url.path(percentEncoded: false)) is not JSON that can be read: \(fact); correct the file "
        + "or choose another model."
    case .notAnObject(let url):
      "\(url.path(percentEncoded: false)) is not a JSON object; correct the file or choose another "
        + "model."
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

extension ModelFileError {
  /// Makes the error of a file that is not among those given.
  package static func missing(
    _ name: String, in files: [String: URL], _ remedy: String
  ) -> ModelFileError {
    .missing(name, place: FolderListing.place(of: files), remedy: remedy)
  }
}
