package import Foundation

/// Lists what lies in a model's folder.
package enum FolderListing {
  /// Returns what lies in a folder, by name.
  ///
  /// Of names that say the same in different bytes the first is kept, unless weights are at stake.
  package static func files(in folder: URL) throws -> [String: URL] {
    var files: [String: URL] = [:]
    let names = try names(in: folder)
    guard !names.isEmpty else { throw ModelFileError.emptyFolder(folder) }
    for name in names {
      if files[name] != nil {
        guard !name.hasSuffix(".safetensors") else {
          throw ModelFileError.lookalikes(folder, name)
        }
      } else {
        files[name] = folder.appending(path: name)
      }
    }
    return files
  }

  /// Returns the folder of the files where they lie under their names, for messages.
  package static func place(of files: [String: URL]) -> String {
    files.first { $0.key == $0.value.lastPathComponent }?.value.deletingLastPathComponent().path
      ?? "The model"
  }

  private static func names(in folder: URL) throws -> [String] {
    let path = folder.path(percentEncoded: false)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ModelFileError.noFolder(folder)
    }
    guard isFolder.boolValue else {
      throw ModelFileError.notAFolder(folder, ForeignFile(contentsOf: folder))
    }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).map(ByteName.init).sorted()
        .map(\.text)
    } catch {
      throw SafetensorsError.unreadable(file: path, reason: error.localizedDescription)
    }
  }
}
