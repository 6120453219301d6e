import Files
package import Foundation
import Safetensors
package import Tokenization

/// A tokenizer, its chat template, and all text files of the model folder they came from.
package struct TokenizerBundle: Sendable {
  /// The tokenizer.
  package let tokenizer: any TextTokenizer
  /// The chat template.
  package let template: any ChatTemplate
  /// The name of the file that the tokenizer was read from.
  let tokenizerFile: String
  /// The bytes of that file.
  private let definition: Data
  /// The paths of the model's text files, by name, whether read here or not.
  private let carried: [String: URL]

  private static let mostSettings = 64_000_000

  /// Reads the tokenizer of a model's folder.
  package init(files: [String: URL]) throws {
    guard let form = TokenizerForm.all.first(where: { files[$0.file] != nil }),
      let url = files[form.file]
    else {
      throw ModelFileError.missing(
        TokenizerForm.all[0].file, in: files, FolderContents(files.keys).wayToTokenizer)
    }
    try ModelFile.require(url, atMost: form.mostBytes)
    definition = try WholeFile.read(url)
    do {
      tokenizer = try form.read(definition, url.path(percentEncoded: false))
    } catch {
      throw ForeignFile.reason(error, definition, url)
    }
    template = Llama2Template(tokenizer)
    tokenizerFile = form.file
    carried = files.filter { ModelFileRole(of: $0.key) == .text }
  }

  /// The EOS tokens that end an answer.
  var ends: [Int32] { template.ends + [tokenizer.eosToken] }

  /// The file with the model's own chat template, which is not read; nil if there is none.
  var unreadTemplate: String? {
    if carried["chat_template.jinja"] != nil { return "chat_template.jinja" }
    let name = "tokenizer_config.json"
    let settings = carried[name].flatMap {
      try? JSONValue(contentsOf: $0, atMost: Self.mostSettings)
    }
    return settings?["chat_template"] == nil ? nil : name
  }

  /// Returns whether equal token ids mean equal text under both tokenizers.
  package func sharesTokens(with other: TokenizerBundle) -> Bool {
    tokenizerFile == other.tokenizerFile && definition == other.definition
  }

  /// Writes the model's text files, byte for byte, beside weights already written.
  package func write(to folder: URL) throws {
    for (name, url) in carried.sorted(by: { $0.key < $1.key }) {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try WholeFile.write(WholeFile.read(url), to: place)
    }
  }

  /// Returns the text of sampled tokens, without the final EOS.
  package func text(of answer: [Int32]) -> String {
    let isEnded = answer.last.map(ends.contains) ?? false
    return tokenizer.decode(isEnded ? answer.dropLast() : answer)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
