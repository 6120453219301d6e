package import Foundation

/// What a file really is that is not what its name says, as far as its first bytes tell.
package enum ForeignFile: Hashable, Sendable {
  case largeFilePointer, webPage, pickledWeights, ggufWeights, hdfWeights, compressed, ranks

  /// The number of bytes that tell.
  package static let telling = 512

  /// Recognises the beginning of a file, or returns nil.
  package init?(_ beginning: some Collection<UInt8>) {
    let text = String(decoding: beginning.drop { $0 <= 0x20 || $0 >= 0xBB }, as: UTF8.self)
    func begins(_ bytes: UInt8...) -> Bool { beginning.starts(with: bytes) }
    if text.hasPrefix("version https://git-lfs") {
      self = .largeFilePointer
    } else if text.hasPrefix("<") {
      self = .webPage
    } else if begins(0x50, 0x4B, 3, 4) || begins(0x80, 2) || begins(0x80, 4) {
      self = .pickledWeights
    } else if beginning.starts(with: "GGUF".utf8) || beginning.starts(with: "ggml".utf8) {
      self = .ggufWeights
    } else if begins(0x89, 0x48, 0x44, 0x46) {
      self = .hdfWeights
    } else if begins(0x1F, 0x8B) || begins(0x28, 0xB5, 0x2F, 0xFD) || begins(0xFD, 0x37, 0x7A) {
      self = .compressed
    } else if text.hasPrefix("IQ== 0\n") {
      self = .ranks
    } else {
      return nil
    }
  }

  /// Recognises a file, or returns nil, also where it cannot be read.
  package init?(contentsOf url: URL) {
    guard (try? ModelFile.require(url)) != nil, let file = try? FileHandle(forReadingFrom: url),
      let beginning = try? file.read(upToCount: Self.telling)
    else { return nil }
    self.init(beginning)
  }

  /// Returns why a file cannot be used: what it really is, or else the error given.
  package static func reason(_ error: any Error, _ bytes: Data, _ url: URL) -> any Error {
    Self(bytes.prefix(telling)).map { ModelFileError.foreign(file: url, $0) } ?? error
  }

  /// What it is and what to do, as the end of a sentence.
  var words: String {
    switch self {
    case .largeFilePointer:
      "a Git LFS pointer and not the file itself; fetch it with 'git lfs pull' in its folder."
    case .webPage:
      "a web page and not the file itself; download it again, logged in where the site asks for it."
    case .pickledWeights:
      "pickled by PyTorch, which can run code when it is opened; save the model as safetensors, "
        + "with transformers' save_pretrained."
    case .ggufWeights: "a GGUF file, which is not read; fetch the model's safetensors."
    case .hdfWeights: "an HDF5 file, which is not read; fetch the model's safetensors."
    case .compressed: "compressed; unpack it first."
    case .ranks:
      "a table of ranks for tiktoken, as Llama 3 has it; only SentencePiece models are supported, "
        + "so choose a model with one."
    }
  }
}
