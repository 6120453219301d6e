import Artifacts
import Autograd
import CPUBackend
import Corpora
import Foundation
import Layers
import Llama
import Stages
import TensorTestSupport
import Tensors
import Tokenization

/// The smallest world that stages can work in: its texts, its tokenizer, and tiny models.
enum ToyFiles {
  static var backend: CPUBackend { CPUBackend(threads: 1, atMost: .tested) }
  static let paddock = Paddock(seed: 5)
  static let tokenizerModel = Result {
    try BytePairTrainer(vocabularySize: 320).train(on: paddock.corpus(40)).serialized()
  }

  /// Words that the toy policy likes to say, one token each.
  static let words = ["e", "a", "o", "t", "n", "s"]

  static func tokenizer() throws -> SentencePieceTokenizer {
    try SentencePieceTokenizer(
      model: SentencePieceModel(decoding: tokenizerModel.get(), from: "toy"))
  }

  static func shape() throws -> LlamaConfiguration {
    var shape = LlamaConfiguration(
      vocabularySize: 320, hiddenSize: 16, intermediateSize: 24, layers: 1, heads: 2,
      contextLength: 400)
    let tokenizer = try tokenizer()
    shape.bosToken = tokenizer.bosToken
    shape.ends = [tokenizer.eosToken]
    shape.initialDeviation = 0.1
    return shape
  }

  /// Writes a policy whose logits are about the given numbers, and small elsewhere.
  ///
  /// - Parameter deviation: how much the rest, and with it the prompt, has to say.
  static func writePolicy(
    to folder: URL, seed: UInt64 = 1, liking: [Int32: Float], deviation: Float = 0.1
  ) throws {
    var shape = try shape()
    shape.initialDeviation = deviation
    shape.tiesEmbeddings = false
    let model = try Llama(shape, Weights(RandomWeights(seed: seed, backend: backend)))
    // What the norm leaves of a 1 beside fifteen random numbers.
    let first = ((1 + 15 * deviation * deviation) / 16).squareRoot()
    setColumn(0, of: model.parameters[0].value) { _ in 1 }
    setColumn(0, of: model.outputWeight.value) { (liking[$0] ?? 0) * first }
    try model.write(to: folder, scalarHead: nil)
    try tokenizerModel.get().write(to: folder.appending(path: "tokenizer.model"))
  }

  /// Writes a policy that says a few words and then ends, most of the time.
  static func writePolicy(to folder: URL, seed: UInt64 = 1) throws {
    try writePolicy(to: folder, seed: seed, liking: liking(end: 8))
  }

  static func liking(end: Float) throws -> [Int32: Float] {
    let tokenizer = try tokenizer()
    var liking = Dictionary(
      words.compactMap { tokenizer.encode($0).last }.map { ($0, Float(7)) },
      uniquingKeysWith: { first, _ in first })
    liking[tokenizer.eosToken] = end
    return liking
  }

  /// Writes a reward model; where tokens have values, the last token's decides the score.
  static func writeReward(
    to folder: URL, seed: UInt64, values: [Int32: Float]? = nil
  ) throws {
    let model = try Llama(shape(), Weights(RandomWeights(seed: seed, backend: backend)))
    let head = try RandomWeights(seed: seed, backend: backend)
      .parameter("score.weight", shape: [1, 16], initial: .normal(deviation: 0.5))
    if let values {
      setColumn(0, of: model.parameters[0].value) { _ in 2 }
      setColumn(1, of: model.parameters[0].value) { values[$0] ?? 0 }
      backend.write([0, 1] + [Float](repeating: 0, count: 14), to: head.value)
    }
    try ScalarModel(trunk: model, head: head).write(to: folder)
    try tokenizerModel.get().write(to: folder.appending(path: "tokenizer.model"))
  }

  private static func setColumn(
    _ column: Int, of tensor: Tensor, _ value: (Int32) -> Float
  ) {
    var values = tensor.scalars()
    for row in 0..<tensor.rows { values[row * tensor.width + column] = value(Int32(row)) }
    tensor.backend.write(values, to: tensor)
  }
}
