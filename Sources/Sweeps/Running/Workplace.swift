import Foundation

/// What a run of the program left behind.
struct CallResult: Sendable {
  let end: ChildEnd
  /// What it wrote to standard error.
  let errors: String
  /// The points that it came past.
  let points: PointLog

  var isSuccess: Bool { end == .exited(0) }

  /// The last line of complaint, or how it ended.
  var complaint: String {
    errors.split(separator: "\n").last.map(String.init) ?? "\(end)"
  }
}

/// A folder in which one run after another is disturbed: a disk, and beside it the logs.
struct Workplace: Sendable {
  let programs: Programs
  let folder: URL

  /// Makes the folder.
  ///
  /// Names have eight letters: the store keeps the command, and so its length decides how many
  /// pages are written, and with it which point is which.
  init(_ programs: Programs, folder: URL) throws {
    self.programs = programs
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The folder that stands for a disk; all in it is watched.
  var disk: URL { folder.appending(path: "disk") }
  var home: URL { disk.appending(path: "home") }
  var trace: URL { folder.appending(path: "trace") }

  /// Makes the disk a copy of another one.
  func place(_ other: URL) throws {
    try remove(disk)
    try FileManager.default.copyItem(at: other, to: disk)
  }

  /// Makes the disk what a power cut left.
  func place(_ image: DiskImage) throws {
    try remove(disk)
    try image.write(to: disk)
  }

  /// Copies the disk elsewhere.
  func keep(as other: URL) throws {
    try remove(other)
    try FileManager.default.copyItem(at: disk, to: other)
  }

  /// Runs the pipeline until a stage, disturbed by the library.
  func run(
    until stage: String, _ plan: FaultPlan = FaultPlan(), traces: Bool = false
  ) throws -> CallResult {
    try call(arguments(until: stage), plan, traces: traces)
  }

  /// Runs the program with arguments, disturbed by the library.
  func call(
    _ arguments: [String], _ plan: FaultPlan, traces: Bool = false
  ) throws -> CallResult {
    try result(of: disturbed(arguments, plan, traces: traces).run())
  }

  /// Starts the program with arguments, disturbed by the library.
  func start(_ arguments: [String], _ plan: FaultPlan) throws -> RunningChild {
    try disturbed(arguments, plan, traces: false).start()
  }

  /// Returns what a disturbed program left behind.
  func result(of end: ChildEnd) throws -> CallResult {
    CallResult(end: end, errors: try complaints(), points: try PointLog(log))
  }

  /// Returns what the last program wrote to standard error so far.
  func complaints() throws -> String { try text(folder.appending(path: "disturbed-errors")) }

  private var log: URL { folder.appending(path: "log") }

  private func disturbed(
    _ arguments: [String], _ plan: FaultPlan, traces: Bool
  ) throws -> Child {
    try remove(log)
    try remove(trace)
    var environment = self.environment
    // Sets and dictionaries in one order, so that the points are where they were; the plain runs
    // that go on afterwards have a new order each.
    environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
    environment["LD_PRELOAD"] = programs.library.path
    environment["LLAMERO_FAULTS_FOLDER"] = disk.path
    environment["LLAMERO_FAULTS_LOG"] = log.path
    environment["LLAMERO_FAULTS_ACTION"] = plan.action.rawValue
    environment["LLAMERO_FAULTS_AT"] = "\(plan.at)"
    if plan.isForever { environment["LLAMERO_FAULTS_FOREVER"] = "1" }
    if traces { environment["LLAMERO_FAULTS_TRACE"] = trace.path }
    var child = plain(arguments, name: "disturbed")
    child.environment = environment
    return child
  }

  /// Runs the pipeline as a person does, killed after some seconds if that is asked for.
  func runPlainly(until stage: String, killedAfter seconds: Double? = nil) throws -> CallResult {
    var child = plain(arguments(until: stage), name: "output")
    child.killedAfter = seconds
    return CallResult(end: try child.run(), errors: try text(child.errors), points: PointLog())
  }

  /// Returns the program as a person starts it, with files of its own for what it says.
  func plain(_ arguments: [String], name: String) -> Child {
    Child(
      executable: programs.llamero, arguments: arguments, environment: environment,
      output: folder.appending(path: name), errors: folder.appending(path: "\(name)-errors"))
  }

  private let environment = [
    "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "OPENBLAS_NUM_THREADS": "1",
  ]

  private func arguments(until stage: String) -> [String] {
    ["run", programs.pipeline.path, "--home", home.path, "--threads", "1", "--until", stage]
  }

  private func text(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private func remove(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    try FileManager.default.removeItem(at: url)
  }
}
