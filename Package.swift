// swift-tools-version: 6.2
import PackageDescription

/// The strictness every Swift target is built with.
///
/// Testing is enabled in every build, so that the program and its tests share one optimised build.
let strict: [SwiftSetting] = [
  .unsafeFlags(["-enable-testing"]),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The same, for code without loops that take time: it compiles three to five times as fast.
let plain = strict + [.unsafeFlags(["-Onone"])]

/// Declares a Swift module of ours.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  settings: [SwiftSetting] = strict
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources,
    swiftSettings: settings)
}

/// Declares the tests of a module.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  settings: [SwiftSetting] = plain
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// Loops may be vectorised and sums reassociated; NaN and infinity keep their meaning.
let kernelFlags = [
  "-O3", "-fno-math-errno", "-ffp-contract=fast", "-fassociative-math", "-fno-signed-zeros",
  "-fno-trapping-math",
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let testChannel = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")

let package = Package(
  name: "llamero",
  products: [
    .executable(name: "llamero", targets: ["llamero"]),
    // Put in front of the C library by the sweeps; nothing links it.
    .library(name: "Faults", type: .dynamic, targets: ["CFaults"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // Without its traits, of which one compiles a package that reads configuration files.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Row 0
    module("Files"),
    module("Labels"),
    module("Randomness"),
    module("Tensors"),
    .target(
      name: "CKernels",
      cSettings: [.unsafeFlags(kernelFlags)]),
    .target(name: "CFaults", cSettings: [.define("_GNU_SOURCE"), .unsafeFlags(["-O2"])]),
    .systemLibrary(name: "CCMark"),
    .systemLibrary(name: "COpenBLAS"),
    .systemLibrary(name: "COpenSSL"),
    .systemLibrary(name: "CZlib"),
    // Row 1
    module("CPUBackend", ["Tensors", "CKernels", "COpenBLAS"]),
    module("Autograd", ["Tensors"]),
    module("Digests", ["COpenSSL"]),
    module("Markdown", ["CCMark"]),
    // Row 2
    module("Layers", ["Autograd", "Tensors", "Randomness"]),
    module("Safetensors", ["Files", "Tensors"]),
    module("Tokenization", ["Files", heap]),
    module(
      "Artifacts", ["Digests", "Files", "Labels", grdb, logging],
      resources: [.embedInCode("Schema")]),
    module("Charts"),
    // Row 3
    module("Llama", ["Layers", "Safetensors", "Autograd", "Tensors", "Randomness", "Files"]),
    module("Corpora", ["Tokenization", "Randomness", "Files", "Labels", "CZlib"]),
    module("Objectives", ["Labels"]),
    module(
      "Reporting", ["Artifacts", "Charts", "Markdown", mustache],
      resources: [.embedInCode("Templates")],
      settings: plain),
    module("Preferences", ["Artifacts", "Digests", "Labels", "Randomness"]),
    // Row 4
    module("Agreement", ["Objectives", "Labels"]),
    module("TruthInference", ["Objectives", "Labels"]),
    module("Training", ["Autograd", "Tensors", "Safetensors", "Randomness", "Files"]),
    module(
      "Pipelines", ["Objectives", "Artifacts", "Digests", "Files", yams, logging],
      settings: plain),
    // Row 5
    module(
      "Stages",
      [
        "Pipelines", "Training", "TruthInference", "Agreement", "Objectives", "Corpora", "Llama",
        "Layers", "Autograd", "Tensors", "Safetensors", "Tokenization", "Preferences", "Artifacts",
        "Randomness", "Files", "Labels", logging,
      ]),
    module(
      "Dashboard",
      [
        "Agreement", "Artifacts", "Charts", "Markdown", "Objectives", "Reporting", "Preferences",
        "Digests", "Files", "Labels", hummingbird, mustache, logging,
      ],
      resources: [.embedInCode("Templates")], settings: plain),
    // Row 6
    .executableTarget(
      name: "llamero",
      dependencies: [
        "Stages", "Dashboard", "Reporting", "Preferences", "Pipelines", "Artifacts", "Corpora",
        "Tokenization", "Llama", "Layers", "Safetensors", "Training", "CPUBackend", "Tensors",
        "Autograd", "Objectives", "Randomness", "Files", arguments, logging,
      ],
      swiftSettings: plain),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Stages", "Corpora", "Tokenization", "Llama", "Layers", "Training", "Objectives",
        "Autograd", "CPUBackend", "COpenBLAS", "Tensors", "Randomness", "Artifacts", arguments,
        logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Sweeps",
      dependencies: ["Artifacts", "Preferences", "Reporting", "Randomness", arguments, logging],
      swiftSettings: plain),
    module(
      "Fuzzing",
      [
        "Dashboard", "Pipelines", "Corpora", "Llama", "Artifacts", "Tokenization", "Safetensors",
        "Randomness", "Files", "Labels", logging,
      ]),
    // Tests
    .target(
      name: "TensorTestSupport", dependencies: ["Tensors", "Autograd", "CPUBackend", "Randomness"],
      path: "Tests/TensorTestSupport", swiftSettings: strict),
    // Simulates annotators by the thousand.
    tests(
      "AgreementTests", ["Agreement", "Objectives", "Labels", "Randomness"], settings: strict),
    tests("DigestsTests", ["Digests"]),
    tests("FilesTests", ["Files"]),
    tests("LabelsTests", ["Labels"]),
    // Renders many megabytes.
    tests("MarkdownTests", ["Markdown", "Randomness"], settings: strict),
    tests("RandomnessTests", ["Randomness"]),
    tests("TensorsTests", ["Tensors", "TensorTestSupport"]),
    tests(
      "CPUBackendTests", ["CPUBackend", "CKernels", "Tensors", "TensorTestSupport", "Randomness"],
      settings: strict),
    tests(
      "AutogradTests", ["Autograd", "Tensors", "CPUBackend", "TensorTestSupport", "Randomness"]),
    tests("LayersTests", ["Layers", "Autograd", "Tensors", "TensorTestSupport", "Randomness"]),
    tests("SafetensorsTests", ["Safetensors"]),
    tests("TokenizationTests", ["Tokenization"]),
    tests("ArtifactsTests", ["Artifacts", "Labels", grdb], exclude: ["Fixtures"]),
    tests("ChartsTests", ["Charts"]),
    tests(
      "LlamaTests",
      [
        "Llama", "Layers", "Safetensors", "Autograd", "Tensors", "CPUBackend", "TensorTestSupport",
        "Randomness",
      ]),
    tests("CorporaTests", ["Corpora", "Tokenization", "Digests", "Randomness", "Files", "Labels"]),
    tests("ObjectivesTests", ["Objectives", "Labels"]),
    // Simulates crowds.
    tests(
      "TruthInferenceTests", ["TruthInference", "Objectives", "Labels", "Randomness"],
      settings: strict),
    tests("ReportingTests", ["Reporting", "Artifacts", "Charts"]),
    tests("PreferencesTests", ["Preferences", "Artifacts", "Digests", "Labels", logging]),
    tests(
      "TrainingTests",
      ["Training", "Autograd", "Tensors", "TensorTestSupport", "Randomness"]),
    tests("PipelinesTests", ["Pipelines", "Artifacts", "Labels", "Randomness"]),
    tests(
      "StagesTests",
      [
        "Stages", "Pipelines", "Training", "Objectives", "Corpora", "Llama", "Layers", "Autograd",
        "Tensors", "Safetensors", "Tokenization", "Artifacts", "Randomness", "TensorTestSupport",
        "CPUBackend", "Labels", logging,
      ],
      exclude: ["Golden"]),
    tests(
      "DashboardTests",
      ["Dashboard", "Artifacts", "Preferences", "Digests", "Labels", hummingbird, testChannel]),
    tests(
      "GoldenTests",
      [
        "Llama", "Layers", "Safetensors", "Autograd", "Tensors", "Objectives", "Training",
        "CPUBackend", "TensorTestSupport", "Digests",
      ],
      exclude: ["Fixtures"]),
    tests("EndToEndTests", ["Artifacts", logging], exclude: ["Golden"]),
    tests("SweepTests", ["Sweeps", "Artifacts"]),
    tests(
      "FuzzingTests", ["Fuzzing", "Randomness"], exclude: ["Corpus", "Dictionaries"]),
    // Scans every byte of the sources.
    tests("HouseRulesTests", [], settings: strict),
  ],
  swiftLanguageModes: [.v6]
)
