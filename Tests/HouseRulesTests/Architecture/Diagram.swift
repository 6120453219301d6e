/// The architecture, as data; the only other place it is written is the README.
///
/// To add a module, add its line here: that is when the direction of its imports is discussed.
enum Diagram {
  static let modules: [String: Module] = [
    "Files": Module(row: 0),
    "Labels": Module(row: 0),
    "Randomness": Module(row: 0),
    "Tensors": Module(row: 0),
    "CKernels": Module(row: 0),
    "CFaults": Module(row: 0),
    "CCMark": Module(row: 0),
    "COpenBLAS": Module(row: 0),
    "COpenSSL": Module(row: 0),
    "CZlib": Module(row: 0),
    "CPUBackend": Module(row: 1, mayImport: ["Tensors", "CKernels", "COpenBLAS"]),
    "Autograd": Module(row: 1, mayImport: ["Tensors"]),
    "Digests": Module(row: 1, mayImport: ["COpenSSL"]),
    "Markdown": Module(row: 1, mayImport: ["CCMark"]),
    "Layers": Module(row: 2, mayImport: ["Autograd", "Tensors", "Randomness"]),
    "Safetensors": Module(row: 2, mayImport: ["Tensors", "Files"]),
    "Tokenization": Module(row: 2, mayImport: ["Files"]),
    "Artifacts": Module(row: 2, mayImport: ["Digests", "Files", "Labels"]),
    "Charts": Module(row: 2),
    "Llama": Module(
      row: 3, mayImport: ["Layers", "Safetensors", "Autograd", "Tensors", "Randomness", "Files"]),
    "Corpora": Module(
      row: 3, mayImport: ["Tokenization", "Randomness", "Files", "Labels", "CZlib"]),
    "Objectives": Module(row: 3, mayImport: ["Labels"]),
    "Reporting": Module(row: 3, mayImport: ["Artifacts", "Charts", "Markdown"]),
    "Preferences": Module(row: 3, mayImport: ["Artifacts", "Digests", "Labels", "Randomness"]),
    "Agreement": Module(row: 4, mayImport: ["Objectives", "Labels"]),
    "TruthInference": Module(row: 4, mayImport: ["Objectives", "Labels"]),
    "Training": Module(
      row: 4, mayImport: ["Autograd", "Tensors", "Safetensors", "Randomness", "Files"]),
    "Pipelines": Module(row: 4, mayImport: ["Objectives", "Artifacts", "Digests", "Files"]),
    "Stages": Module(
      row: 5,
      mayImport: [
        "Pipelines", "Training", "Agreement", "TruthInference",
        "Objectives", "Corpora", "Llama", "Layers",
        "Autograd", "Tensors", "Safetensors", "Tokenization", "Preferences", "Artifacts",
        "Randomness", "Files", "Labels",
      ]),
    "Dashboard": Module(
      row: 5,
      mayImport: [
        "Agreement", "Artifacts", "Charts", "Markdown", "Objectives", "Reporting", "Preferences",
        "Digests", "Files", "Labels",
      ]),
    "llamero": Module(row: 6, mayImport: nil),
    "Benchmarks": Module(row: 6, mayImport: nil),
    "Fuzzing": Module(
      row: 6,
      mayImport: [
        "Dashboard", "Pipelines", "Corpora", "Llama", "Artifacts", "Tokenization", "Safetensors",
        "Randomness", "Files", "Labels",
      ]),
    "Sweeps": Module(
      row: 6, mayImport: ["Artifacts", "Preferences", "Reporting", "Randomness"]),
  ]

  /// Packages that only the named modules may import.
  static let confined: [String: Set<String>] = [
    "GRDB": ["Artifacts"],
    "Yams": ["Pipelines"],
    "Mustache": ["Reporting", "Dashboard"],
    "Hummingbird": ["Dashboard"],
    "ArgumentParser": ["llamero", "Benchmarks", "Sweeps"],
  ]

  /// Folders of `Stages` that hold what several stages use.
  static let sharedByStages: Set<String> = ["Rollout"]

  /// Files of `Stages` that list the stages and may therefore name them.
  static let stageCatalogs: Set<String> = ["StageCatalog.swift", "ModelCatalog.swift"]
}
