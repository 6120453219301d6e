import Artifacts
import Files
import Foundation
import Safetensors

/// A Hugging Face model folder, sorted into the files a model consists of and the rest.
///
/// Weights are kept, and so is every text file, whether or not it is read here: a license, another
/// tokenizer format, a chat template. Files that are not kept are listed by name and reason.
struct ModelFolder {
  /// The contents of the folder, by name.
  let all: [String: URL]
  /// The files to keep, by their path in the folder.
  private(set) var files: [String: URL] = [:]
  /// The names of files that are not kept, in order, by reason.
  private(set) var leftOut: [LeftOut: [String]] = [:]
  private var textBytes = 0

  /// The maximum size in bytes of a text file that is kept without being read.
  private static let mostBytes = 64 << 20
  /// The maximum total size in bytes of all such files.
  private static let mostBytesTogether = 256 << 20
  /// Files that must be plain files if they exist at all.
  private static let expected: Set<String> = [
    "generation_config.json", "tokenizer.model", "tokenizer_config.json",
  ]
  /// The only subfolder of text files that is kept.
  private static let templates = "additional_chat_templates"

  /// Lists the files of a folder; links are followed, and only plain files are kept.
  init(_ folder: URL) throws {
    do { all = try FolderListing.files(in: folder) } catch ModelFileError.noFolder {
      throw StagesError.inputs(
        "There is no folder \(folder.path(percentEncoded: false)); give import-model the path of a "
          + "Hugging Face folder, absolute or relative to the --data folder.")
    }
    for (name, url) in all.sorted(by: { $0.key < $1.key }) { try sort(name, url) }
  }

  private mutating func sort(_ name: String, _ url: URL) throws {
    switch ModelFileRole(of: name) {
    case .weights, .configuration: try keep(name, url)
    case .text where Self.expected.contains(name): try keep(name, url)
    case .text where name == Self.templates: sortTemplates(url)
    case .text: sortText(name, url)
    case .foreignWeights: leave(name, .foreignWeights)
    case .media: leave(name, .media)
    case .hidden: leave(name, .hidden)
    }
  }

  private mutating func keep(_ name: String, _ url: URL) throws {
    let url = url.resolvingSymlinksInPath()
    try ModelFile.require(url)
    files[name] = url
  }

  /// Keeps a text file with no known role if it is small enough.
  private mutating func sortText(_ name: String, _ url: URL) {
    guard let status = FileStatus(at: url), status.kind == .file, RelativePath(name) != nil else {
      return leave(name, .unfit)
    }
    guard status.bytes <= Self.mostBytes, textBytes + status.bytes <= Self.mostBytesTogether else {
      return leave(name, .tooLarge)
    }
    textBytes += status.bytes
    files[name] = url.resolvingSymlinksInPath()
  }

  private mutating func sortTemplates(_ folder: URL) {
    guard let templates = try? FolderListing.files(in: folder) else {
      return leave(Self.templates, .unfit)
    }
    for (name, url) in templates.sorted(by: { $0.key < $1.key }) {
      sortText("\(Self.templates)/\(name)", url)
    }
  }

  private mutating func leave(_ name: String, _ reason: LeftOut) {
    leftOut[reason, default: []].append(name)
  }

  /// The files, sorted by name.
  var urls: [URL] { files.sorted { $0.key < $1.key }.map(\.value) }

  /// Copies the files under their names.
  func copy(to folder: URL) throws {
    for (name, url) in files {
      let place = folder.appending(path: name)
      do {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: url, to: place)
      } catch {
        throw StagesError.inputs(
          "\(url.path(percentEncoded: false)) cannot be copied (\(error.localizedDescription)); "
            + "check its permissions and the free space.")
      }
    }
  }
}

/// Why a file of a model's folder is not kept.
enum LeftOut: String, CaseIterable {
  case foreignWeights = "weights in an unsupported format"
  case media = "images, video or audio"
  case hidden = "hidden files"
  case unfit = "folders and special files"
  case tooLarge = "files over 64 MiB each or 256 MiB in total"
}
