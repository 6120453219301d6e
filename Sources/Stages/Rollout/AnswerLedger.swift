import Artifacts
import Corpora
import Files
import Foundation
import Pipelines

/// The answers a stage has sampled so far, chunk by chunk, persisted in its checkpoints.
///
/// A stage requests answers in a fixed order of calls. Prompts are processed in chunks of fixed
/// size, so that batch composition, hence rounding, is the same with and without an interruption.
/// For the same reason the checkpoint interval counts among the options that determine a result.
final class AnswerLedger {
  private static let file = "answers.jsonl"
  private let context: StageContext
  private let interval: Int
  /// The encoded rows so far, as in the file, so that each is encoded once and not at every
  /// checkpoint.
  private var written = Data()
  private var call = 0
  private var chunks = 0
  /// The rows restored from a checkpoint, by call and chunk.
  private var stored: [Place: [Row]] = [:]

  private struct Place: Hashable {
    let call: Int
    let chunk: Int
  }

  fileprivate struct Row: Codable {
    var call: Int
    var chunk: Int
    var prompt: Int
    var sample: Int
    var tokens: [Int32]
    var isFinished: Bool
    var logProbabilities: [Float]
  }

  /// Restores what an earlier attempt sampled.
  ///
  /// - Parameter interval: how many prompts a chunk has.
  init(_ context: StageContext, interval: Int) throws {
    (self.context, self.interval) = (context, interval)
    guard let checkpoint = try context.latestCheckpoint() else { return }
    let all = try RecordFile(checkpoint.folder.url(Self.file)).records(of: Row.self)
    stored = Dictionary(grouping: all) { Place(call: $0.call, chunk: $0.chunk) }
  }

  /// Returns the answers to each prompt, in order, restored from a checkpoint or sampled now.
  func answers(
    of sampler: AnswerSampler, to prompts: [[Int32]], samples: Int = 1,
    progress: (_ done: Int) -> Bool
  ) throws -> [[SampledAnswer]] {
    defer { call += 1 }
    var answers: [[SampledAnswer]] = []
    for (chunk, start) in stride(from: 0, to: prompts.count, by: interval).enumerated() {
      let part = Array(prompts[start..<min(prompts.count, start + interval)])
      let place = Place(call: call, chunk: chunk)
      if let kept = stored.removeValue(forKey: place) {
        answers += sampler.answers(restored: kept.map(\.answer), samples: samples)
        try keep(kept)
        _ = progress((start + part.count) * samples)
      } else {
        let drawn = try sampler.answers(
          to: part, samples: samples, firstIdentity: UInt64(start)
        ) { progress(start * samples + $0) }
        answers += drawn
        try keep(drawn.joined().map { Row($0, place.call, place.chunk) })
        try save()
      }
      chunks += 1
    }
    return answers
  }

  /// Reports progress; returns whether to continue.
  func goesOn(done: Int, of total: Int, unit: String = "answers", note: String) -> Bool {
    context.progress(done: done, total: total, unit: unit, note: note)
    return !context.shouldStop()
  }

  private func keep(_ rows: [Row]) throws {
    written += try RecordFile.lines(of: rows)
  }

  private func save() throws {
    try context.saveCheckpoint(at: CheckpointPlace(step: chunks + 1)) { folder in
      try WholeFile.write(written, to: folder.appending(path: Self.file))
    }
  }
}

extension AnswerLedger.Row {
  init(_ answer: SampledAnswer, _ call: Int, _ chunk: Int) {
    self.init(
      call: call, chunk: chunk, prompt: answer.prompt, sample: answer.sample,
      tokens: answer.tokens, isFinished: answer.isFinished,
      logProbabilities: answer.logProbabilities)
  }

  var answer: SampledAnswer {
    SampledAnswer(
      prompt: prompt, sample: sample, tokens: tokens, text: "", isFinished: isFinished,
      logProbabilities: logProbabilities)
  }
}
