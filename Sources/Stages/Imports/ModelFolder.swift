import Foundation
import Safetensors

/// A folder of a Hugging Face model: the files of it that a model consists of.
struct ModelFolder {
  /// What lies in the folder, by name.
  let all: [String: URL]
  /// The files to keep, by name.
  private let files: [String: URL]

  private static let names: Set<String> = [
    "config.json", "generation_config.json", "tokenizer.model", "tokenizer_config.json",
    "model.safetensors.index.json",
  ]

  /// Finds the files in a folder; links are followed, and only plain files are kept.
  init(_ folder: URL) throws {
    do { all = try FolderListing.files(in: folder) } catch ModelFileError.noFolder {
      throw StagesError.inputs(
        "There is no folder \(folder.path(percentEncoded: false)); give import-model the path of a "
          + "Hugging Face folder, absolute or below the folder of --data.")
    }
    files = all.filter { Self.names.contains($0.key) || $0.key.hasSuffix(".safetensors") }
      .mapValues { $0.resolvingSymlinksInPath() }
    for url in files.values { try ModelFile.require(url) }
  }

  /// The files in the order of their names.
  var urls: [URL] { files.sorted { $0.key < $1.key }.map(\.value) }

  /// Copies the files under their names.
  func copy(to folder: URL) throws {
    for (name, url) in files {
      do {
        try FileManager.default.copyItem(at: url, to: folder.appending(path: name))
      } catch {
        throw StagesError.inputs(
          "\(url.path(percentEncoded: false)) cannot be copied (\(error.localizedDescription)); "
            + "check its permissions and the free space.")
      }
    }
  }
}
