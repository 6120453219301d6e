import Artifacts
import Corpora

/// Eligible candidates with their rewards, and counts of ineligible ones.
struct CandidatePool {
  private let configuration: RejectionSamplingConfiguration
  private let bundle: TokenizerBundle
  private let rewards: any RewardSource
  private(set) var counts = RowCounts()

  init(
    _ configuration: RejectionSamplingConfiguration, _ bundle: TokenizerBundle,
    rewards: any RewardSource
  ) {
    self.configuration = configuration
    self.bundle = bundle
    self.rewards = rewards
  }

  /// Scores the eligible candidates: finished, non-empty and deduplicated by text.
  mutating func contenders(
    _ prompt: EncodedPrompt, _ answers: [SampledAnswer]
  ) throws -> [Contender] {
    let kept = eligible(answers)
    let rewards = try rewards.rewards(of: kept.map { AnswerToReward(prompt, $0) })
    return zip(kept, rewards).map { answer, reward in
      let record = AnswerRecord(
        answer.text, source: "this round", finished: true, tokens: answer.tokens,
        temperature: Double(configuration.temperature))
      return Contender(prompt.record, record, reward, age: 0)
    }
  }

  private mutating func eligible(_ answers: [SampledAnswer]) -> [SampledAnswer] {
    var seen: Set<String> = []
    return answers.filter { answer in
      if !answer.isFinished {
        counts.drop("truncated")
      } else if answer.isEmpty {
        counts.drop("empty")
      } else if !seen.insert(answer.text).inserted {
        counts.drop("duplicate")
      } else {
        counts.use()
        return true
      }
      return false
    }
  }

  /// Reads earlier rounds' candidates for the current prompts, rescored, by prompt.
  mutating func contenders(
    ofEarlierRounds folders: [ArtifactFolder], asked: Set<String>
  ) throws -> [String: [Contender]] {
    var contenders: [String: [Contender]] = [:]
    for (index, folder) in folders.enumerated() {
      let all = try Dataset.candidates.rows(of: folder)
      let rows = all.filter { asked.contains($0.prompt.promptKey) }
      for _ in rows { counts.use() }
      counts.drop(all.count - rows.count, "of earlier rounds, for other prompts")
      for (row, reward) in zip(rows, try rewards.rewards(of: try rows.map(answer))) {
        contenders[row.prompt.promptKey, default: []].append(
          Contender(row.prompt, row.answer, reward, age: index + 1))
      }
    }
    return contenders
  }

  private func answer(_ row: Candidate) throws -> AnswerToReward {
    AnswerToReward(
      prompt: row.prompt,
      tokens: try bundle.answered(row.prompt.messages, row.answer).tokens,
      text: row.answer.text)
  }
}
