import Artifacts
import Files
import Foundation
import Safetensors

/// A folder of a Hugging Face model: the files of it that a model consists of, and the others.
///
/// Weights are kept, and so is every text, whether or not it is read here: a license, a tokenizer
/// in another form, a chat template. What is not kept is known by name, with the reason.
struct ModelFolder {
  /// What lies in the folder, by name.
  let all: [String: URL]
  /// The files to keep, by their path in the folder.
  private(set) var files: [String: URL] = [:]
  /// The names of what is not kept, in their order, by the reason.
  private(set) var leftOut: [LeftOut: [String]] = [:]
  private var textBytes = 0

  /// The most bytes of a text that is kept without being read.
  private static let mostBytes = 64 << 20
  /// The most bytes of all such texts together.
  private static let mostBytesTogether = 256 << 20
  /// The texts in whose place anything else than a file is an error.
  private static let expected: Set<String> = [
    "generation_config.json", "tokenizer.model", "tokenizer_config.json",
  ]
  /// The one folder of texts that a model's folder may hold.
  private static let templates = "additional_chat_templates"

  /// Finds the files in a folder; links are followed, and only plain files are kept.
  init(_ folder: URL) throws {
    do { all = try FolderListing.files(in: folder) } catch ModelFileError.noFolder {
      throw StagesError.inputs(
        "There is no folder \(folder.path(percentEncoded: false)); give import-model the path of a "
          + "Hugging Face folder, absolute or below the folder of --data.")
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

  /// Keeps a text that nothing is expected of, if it is small enough.
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

  /// The files in the order of their names.
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

/// Why something in a model's folder is not kept with the model.
enum LeftOut: String, CaseIterable {
  case foreignWeights = "weights in a form that is not read"
  case media = "pictures, films or recordings"
  case hidden = "hidden files"
  case unfit = "folders and other things than plain files"
  case tooLarge = "files beyond 64 MiB each or 256 MiB together"
}
