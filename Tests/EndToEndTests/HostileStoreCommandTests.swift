import Foundation
import Testing

/// What the commands say of a store that they cannot use as it lies there.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct HostileStoreCommandTests {
  let folder: TemporaryFolder
  let home: String

  init() throws {
    let finished = try TinyPipeline.finished.get()
    try #require(finished.result.status == 0, "\(finished.result.errors)")
    folder = try TemporaryFolder()
    home = folder.path("home")
    try FileManager.default.copyItem(atPath: finished.home, toPath: home)
  }

  private func expect(
    _ status: Int32, _ part: String, _ arguments: String...
  ) throws {
    let result = try Call(arguments).finished()
    #expect(result.status == status, "\(arguments): \(result.errors)")
    #expect(result.errors.contains(part), "\(arguments): \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test func everyCommandRefusesAStoreWhoseDatabaseIsEmpty() throws {
    try Data().write(to: URL(filePath: home + "/store.sqlite"))
    for command in ["fsck", "gc", "runs", "pin", "serve"] {
      try expect(65, "its database is empty or gone", command, "--home", home)
    }
    try expect(65, "its database is empty or gone", "backup", folder.path("b"), "--home", home)
    try expect(65, "its database is empty or gone", "restore", home, "--home", folder.path("r"))
    #expect(FileManager.default.subpaths(atPath: home + "/blobs")?.isEmpty == false)
    #expect(!FileManager.default.fileExists(atPath: folder.path("r")))
  }

  @Test func aBackupWithALinkInItIsNotRestored() throws {
    let secret = try folder.write("top secret", to: "secret")
    let blobs = try #require(FileManager.default.subpaths(atPath: home + "/blobs"))
    let name = try #require(blobs.first { $0.utf8.count > 64 })
    try FileManager.default.removeItem(atPath: "\(home)/blobs/\(name)")
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/blobs/\(name)", withDestinationPath: secret.path)
    try expect(65, "is a link", "restore", home, "--home", folder.path("new"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("new")))
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left.allSatisfy { !$0.hasSuffix(".partial") })
    let mode = try FileManager.default.attributesOfItem(atPath: secret.path)[.posixPermissions]
    #expect(mode as? Int == 0o644)
  }

  @Test func aFolderWhoseNameIsNotUTF8IsRefusedAndNotReplaced() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    let program = try #require(Program.executable).path
    // The shell makes the byte; an argument of Swift could not hold it.
    process.arguments = ["-c", "exec \"\(program)\" runs --home \"$(printf 'a\\377b')\""]
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(text.contains("Argument 3 is not UTF-8 (a\\xffb)"), "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["home"])
  }

  @Test func whatIsExportedAndReportedHasTheRightsOfAnyFile() throws {
    let copy = folder.path("model")
    #expect(try Program.run("export", "last/base.model", copy, "--home", home).status == 0)
    let page = folder.path("report.html")
    #expect(try Program.run("report", "last", "-o", page, "--home", home).status == 0)
    #expect(try Program.run("report", "last", "--home", home).status == 0)
    let mask = umask(0)
    umask(mask)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(copy) == 0o777 & ~Int(mask))
    #expect(try mode(copy + "/config.json") == 0o666 & ~Int(mask))
    #expect(try mode(page) == 0o666 & ~Int(mask))
    #expect(try mode(home + "/reports") == 0o700)
  }

  @Test func aCollectionOfNearlyAllBytesHasToBeAskedFor() throws {
    let large = String(repeating: "x", count: 5 << 20)
    let name = String(repeating: "a", count: 64)
    let file = try folder.write(large, to: "home/blobs/aa/\(name)")
    try expect(65, "--more-than-half", "gc", "--now", "--home", home)
    #expect(FileManager.default.fileExists(atPath: file.path))
    let planned = try Program.run("gc", "--dry-run", "--home", home)
    #expect(planned.status == 0 && planned.output.contains("give --more-than-half"))
    let told = try Program.run("gc", "--now", "--more-than-half", "--home", home)
    #expect(told.status == 0, "\(told.errors)")
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }
}

/// A store on a disk that nothing can be written to: what only looks goes on, and what writes says
/// why it cannot.
@Suite(
  .enabled(
    if: Program.isBuilt && ReadOnlyPlace.isPossible,
    "build llamero; needs to mount or not to be root"))
struct ReadOnlyStoreTests {
  private let place: ReadOnlyPlace

  init() throws {
    let finished = try TinyPipeline.finished.get()
    try #require(finished.result.status == 0, "\(finished.result.errors)")
    place = try ReadOnlyPlace(copying: finished.home)
  }

  @Test(
    arguments: [
      "runs", "show last", "logs last", "explain last", "diff last last", "fsck", "pin",
      "report last --json", "lineage last/base.model", "export last/base.model OUT", "backup OUT",
    ])
  func whatOnlyLooksGoesOn(command: String) throws {
    let result = try place.run(command)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: ["serve --port 0", "gc", "pin last", "fsck --repair", "run PIPELINE"])
  func whatWritesSaysThatTheStoreCanOnlyBeRead(command: String) throws {
    let result = try place.run(command)
    #expect(result.status == 74, "\(result.errors)")
    #expect(result.errors.contains("is read-only"), "\(result.errors)")
    #expect(!result.errors.contains("secret"))
  }
}

/// A store in a folder that the program may not write to.
struct ReadOnlyPlace {
  private let folder: TemporaryFolder
  private let home: String

  /// Root may write everywhere, but not to what is mounted to be read.
  static let isPossible: Bool = {
    guard getuid() == 0 else { return true }
    return
      (try? shell("unshare -m sh -c 'mount --bind /tmp /mnt && mount -o remount,ro,bind /mnt'")
      .status) == 0
  }()

  init(copying store: String) throws {
    folder = try TemporaryFolder()
    home = folder.path("store")
    try FileManager.default.copyItem(atPath: store, toPath: home)
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
  }

  /// Runs a command of the program.
  func run(_ command: String) throws -> Program.Result {
    let program = try #require(Program.executable).path
    let words = command.replacing("OUT", with: folder.path("out"))
      .replacing("PIPELINE", with: folder.path("tiny.yaml"))
    let call = "'\(program)' \(words) --home '\(home)'"
    guard getuid() == 0 else {
      return try Self.shell(
        "chmod -R a-w '\(home)'; \(call); end=$?; chmod -R u+w '\(home)'; exit $end")
    }
    let mounted = "mount --bind '\(home)' '\(home)' && mount -o remount,ro,bind '\(home)'"
    return try Self.shell("unshare -m sh -c \"\(mounted) && \(call)\"")
  }

  private static func shell(_ script: String) throws -> Program.Result {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardOutput = try FileHandle(forWritingTo: try folder.write("", to: "output"))
    process.standardError = try FileHandle(forWritingTo: try folder.write("", to: "errors"))
    try process.run()
    process.waitUntilExit()
    return Program.Result(
      status: process.terminationStatus, output: folder.text("output"),
      errors: folder.text("errors"))
  }
}
