import Artifacts
import CPUBackend
import Files
import Foundation
import Glibc
import Tensors

/// Looks at the machine and its store.
struct Examination {
  let store: StoreOptions
  let device: DeviceOptions

  /// Looks and measures.
  func findings() throws -> Findings {
    let backend = device.backend()
    let threads = device.threads ?? ProcessInfo.processInfo.activeProcessorCount
    let home = HomeFolder(store)
    return Findings(
      version: LlameroCommand.version, device: backend.description,
      instructionSet: backend.instructionSet, threads: threads, sqlite: try sqliteSentence(),
      home: store.home, homeIsWritable: home.isWritable, diskFreeBytes: home.freeBytes,
      memoryBytes: Int(clamping: ProcessInfo.processInfo.physicalMemory),
      memoryAvailableBytes: Self.availableMemory,
      gigaflops: Measurement.gigaflops(backend),
      roundedGigaflops: backend.supports(.bfloat16)
        ? backend.computing(in: .bfloat16) { Measurement.gigaflops(backend) } : nil,
      gigabytesPerSecond: Measurement.gigabytesPerSecond(threads: threads),
      problems: home.problems)
  }

  /// Asks a store of its own, so that looking does not make one in the home folder.
  private func sqliteSentence() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "llamero-doctor-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try ArtifactStore(home: folder, logger: StoreOptions.logger).library.sentence
  }

  private static var availableMemory: Int? {
    guard let data = try? WholeFile.read(URL(filePath: "/proc/meminfo")) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let words = line?.split(separator: " ") ?? []
    return words.count > 1 ? Int(words[1]).map { $0 * 1024 } : nil
  }
}

/// The folder of the store, as far as it exists.
struct HomeFolder {
  private let options: StoreOptions
  private let existing: URL

  /// Finds the folder, or the nearest one above it.
  init(_ options: StoreOptions) {
    self.options = options
    var folder = options.url.standardizedFileURL
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder = folder.deletingLastPathComponent()
    }
    existing = folder
  }

  /// Whether runs may write there.
  var isWritable: Bool { access(existing.path, W_OK | X_OK) == 0 }

  /// The bytes that may still be written.
  var freeBytes: Int? {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: existing.path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
  }

  /// Sentences about what would prevent a run.
  var problems: [String] {
    var problems: [String] = []
    if !isWritable {
      problems.append(
        "\(existing.path) is not writable; change its permissions or name another place with "
          + "--home."
      )
    }
    do {
      _ = try options.open()
    } catch StoreError.noStore {
      // The first run makes one.
    } catch {
      problems.append(Complaint(error).sentence)
    }
    return problems
  }
}
