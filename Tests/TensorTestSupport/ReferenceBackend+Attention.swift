import Foundation
package import Tensors

extension ReferenceBackend {
  package func attention(_ input: AttentionInput) -> (output: Tensor, logSum: Tensor) {
    let output = zeros(input.query.shape)
    let logSum = zeros([input.query.rows, input.heads])
    forEachQuery(input) { query in
      let weights = query.probabilities(input)
      for element in 0..<input.headDimension {
        let sum = weights.values.enumerated().reduce(0) { sum, pair in
          sum + pair.element * Double(query.value(input, pair.offset, element))
        }
        output.reference.values[query.place(input, element)] = Float(sum)
      }
      logSum.reference.values[query.row * input.heads + query.head] = Float(weights.logSum)
    }
    return (output, logSum)
  }

  package func attentionPullback(
    _ dy: Tensor, _ input: AttentionInput, output: Tensor, logSum: Tensor
  ) -> (query: Tensor, key: Tensor, value: Tensor) {
    let (dq, dk, dv) = (zeros(input.query.shape), zeros(input.key.shape), zeros(input.value.shape))
    forEachQuery(input) { query in
      let p = query.probabilities(input).values
      let upstream = (0..<input.headDimension).map {
        Double(dy.reference.values[query.place(input, $0)])
      }
      let dp = p.indices.map { key in
        (0..<input.headDimension).reduce(0) {
          $0 + upstream[$1] * Double(query.value(input, key, $1))
        }
      }
      let mean = zip(p, dp).reduce(0) { $0 + $1.0 * $1.1 }
      for key in p.indices {
        let ds = p[key] * (dp[key] - mean) * Double(input.scale)
        for element in 0..<input.headDimension {
          let place = query.keyPlace(input, key, element)
          let q = query.place(input, element)
          dv.reference.values[place] += Float(p[key] * upstream[element])
          dq.reference.values[q] += Float(ds) * input.key.reference.values[place]
          dk.reference.values[place] += Float(ds) * input.query.reference.values[q]
        }
      }
    }
    return (dq, dk, dv)
  }

  private func forEachQuery(_ input: AttentionInput, _ body: (Query) -> Void) {
    for span in input.spans.all {
      for index in 0..<span.queryCount {
        for head in 0..<input.heads {
          body(
            Query(
              row: span.queryStart + index, head: head,
              keys: Array(span.prefix)
                + (0...span.keyCount - span.queryCount + index).map { span.keyStart + $0 }))
        }
      }
    }
  }
}

/// One query of one head and the keys it sees.
private struct Query {
  let row: Int
  let head: Int
  /// The rows of the keys it sees.
  let keys: [Int]

  func place(_ input: AttentionInput, _ element: Int) -> Int {
    row * input.query.width + head * input.headDimension + element
  }

  func keyPlace(_ input: AttentionInput, _ key: Int, _ element: Int) -> Int {
    keys[key] * input.key.width + head / input.group * input.headDimension + element
  }

  func value(_ input: AttentionInput, _ key: Int, _ element: Int) -> Float {
    input.value.reference.values[keyPlace(input, key, element)]
  }

  func probabilities(_ input: AttentionInput) -> (values: [Double], logSum: Double) {
    let scores = keys.indices.map { key in
      (0..<input.headDimension).reduce(0.0) { sum, element in
        sum + Double(input.query.reference.values[place(input, element)])
          * Double(input.key.reference.values[keyPlace(input, key, element)])
      } * Double(input.scale)
    }
    let logSum = logSumExp(scores)
    return (scores.map { exp($0 - logSum) }, logSum)
  }
}

/// Returns log Σ exp(x), shifted by the largest.
func logSumExp(_ values: [Double]) -> Double {
  let most = values.max() ?? 0
  return most + log(values.reduce(0) { $0 + exp($1 - most) })
}
