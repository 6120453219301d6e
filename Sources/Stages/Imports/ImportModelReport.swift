import Artifacts
import Layers
import Safetensors
import Tokenization

/// The report of `import-model`: what the model is, and what became of each file of its folder.
struct ImportModelReport {
  let policy: Policy
  let architecture: ModelArchitecture
  let folder: ModelFolder

  /// The section of the report.
  var section: ReportSection {
    ReportSection(
      title: "Imported model",
      items: [.table(model), .prose(carried), .prose(layout)]
        + (leftOut.map { [.table($0)] } ?? []))
  }

  private var model: ReportTable {
    let model = policy.model
    let rows: [(String, Int)] = [
      ("weights", model.parameterCount), ("hidden size", model.hiddenSize),
      ("vocabulary", model.vocabularySize), ("context", model.contextLength),
    ]
    return ReportTable(
      title: "The model", columns: ["measure", "value"],
      rows: [[.text("architecture"), .text(architecture.modelType)]]
        + rows.map { [.text($0.0), .number(Double($0.1), digits: 0)] })
  }

  private var carried: String {
    let texts = folder.files.keys.filter {
      ModelFileRole(of: $0) == .text && $0 != policy.bundle.tokenizerFile
    }.sorted()
    return "The tokenizer is \(policy.bundle.tokenizerFile). "
      + (texts.isEmpty
        ? "No other text came with the model."
        : "\(texts.count) other texts stay with the model and are not read: \(Self.list(texts)).")
  }

  private var layout: String {
    let own = policy.bundle.unreadTemplate.map {
      " The model's own chat template, in \($0), stays with it and is not read."
    }
    return "Dialogs are laid out in the format of \(policy.bundle.template.name)." + (own ?? "")
  }

  /// The files that are not kept with the model; nil if all are.
  private var leftOut: ReportTable? {
    let found = LeftOut.allCases.compactMap { reason in
      folder.leftOut[reason].map { (reason, $0) }
    }
    guard !found.isEmpty else { return nil }
    return ReportTable(
      title: "Left out", caption: "Files in the folder that are not kept with the model.",
      columns: ["what", "count", "names"],
      rows: found.map { reason, names in
        [
          .text(reason.rawValue), .number(Double(names.count), digits: 0),
          .text(Self.list(names)),
        ]
      })
  }

  /// Names as a list, shortened to the first twenty.
  private static func list(_ names: [String]) -> String {
    names.prefix(20).joined(separator: ", ")
      + (names.count > 20 ? " and \(names.count - 20) more" : "")
  }
}
