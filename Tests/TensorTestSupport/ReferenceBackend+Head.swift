import Foundation
package import Tensors

extension ReferenceBackend {
  package func tokenLogProbabilities(
    _ input: HeadInput, precedesPullback: Bool
  ) -> HeadOutput {
    let rows = input.targets.indices.map { row in
      let logits = logits(input, row)
      let sum = logSumExp(logits)
      let entropy = logits.reduce(0) { $0 - exp($1 - sum) * ($1 - sum) }
      return (logits[Int(input.targets[row])] - sum, sum, entropy)
    }
    let count = rows.count
    return HeadOutput(
      logProbabilities: tensor(rows.map { Float($0.0) }, shape: [count]),
      logSum: tensor(rows.map { Float($0.1) }, shape: [count]),
      entropy: tensor(rows.map { Float($0.2) }, shape: [count]))
  }

  package func tokenLogProbabilitiesPullback(
    _ dy: Tensor, _ input: HeadInput, output: HeadOutput, weightGradient: Tensor?
  ) -> Tensor {
    let (dx, depth) = (zeros(input.hidden.shape), input.hidden.width)
    for row in input.targets.indices {
      let logits = logits(input, row)
      let sum = logSumExp(logits)
      for token in logits.indices {
        let hit = token == Int(input.targets[row]) ? 1.0 : 0.0
        let d =
          Double(dy.reference.values[row]) * (hit - exp(logits[token] - sum))
          / Double(input.temperature)
        for column in 0..<depth {
          let (h, w) = (row * depth + column, token * depth + column)
          dx.reference.values[h] += Float(d) * input.weight.reference.values[w]
          weightGradient?.reference.values[w] += Float(d) * input.hidden.reference.values[h]
        }
      }
    }
    return dx
  }

  package func sample(_ logits: Tensor, _ draws: [TokenDraw]) -> [DrawnToken] {
    draws.enumerated().map { row, draw in
      let temperature = draw.temperature == 0 ? 1 : draw.temperature
      let scaled = logits.row(row).map { Double($0 / temperature) }
      let sum = logSumExp(scaled)
      let probabilities = scaled.map { Float(exp($0 - sum)) }
      let index = draw.temperature == 0 ? greedy(scaled) : drawn(probabilities, draw)
      return DrawnToken(token: Int32(index), logProbability: Float(scaled[index] - sum))
    }
  }

  private func greedy(_ values: [Double]) -> Int {
    values.indices.max { (values[$0], $1) < (values[$1], $0) } ?? 0
  }

  private func drawn(_ probabilities: [Float], _ draw: TokenDraw) -> Int {
    guard draw.topK > 0 || draw.topP < 1 else {
      return Truncation.index(of: draw.uniform, in: probabilities)
    }
    let kept = Truncation(topK: draw.topK, topP: draw.topP).kept(probabilities)
    return kept[Truncation.index(of: draw.uniform, in: kept.map(\.probability))].index
  }

  private func logits(_ input: HeadInput, _ row: Int) -> [Double] {
    (0..<input.weight.rows).map { token in
      zip(input.hidden.row(row), input.weight.row(token)).reduce(0) {
        $0 + Double($1.0) * Double($1.1)
      } / Double(input.temperature)
    }
  }
}
