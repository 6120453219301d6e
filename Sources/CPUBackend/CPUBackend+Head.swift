import CKernels
package import Tensors

extension CPUBackend {
  package func tokenLogProbabilities(
    _ input: HeadInput, precedesPullback: Bool
  ) -> HeadOutput {
    let (count, vocabulary) = (input.targets.count, input.weight.rows)
    let keeps = precedesPullback && !gradientCheckpointing && count * vocabulary <= Head.keptLogits
    let output = HeadOutput(
      logProbabilities: empty([count]), logSum: empty([count]), entropy: empty([count]),
      logits: keeps ? empty([count, vocabulary]) : nil)
    let head = Head(input, kept: output.logits, kernels, productKernel)
    let sums = CPUStorage(pool, count: head.parts.count * HeadSums.fields * max(1, count))
    let scratch = scratch(head.scratch)
    team.run(head.parts.count) { part, worker in
      head.sum(head.parts[part], HeadSums(sums.buffer.pointer, part, count), scratch(worker))
    }
    defer { withExtendedLifetime(sums) {} }
    // Parts are merged in order, so that the sums do not depend on which thread finished first.
    let parts = head.parts.indices.map { HeadSums(sums.buffer.pointer, $0, count) }
    for row in 0..<count {
      let (logSum, entropy) = HeadSums.logSum(parts, row: row, 1 / input.temperature)
      // Exactly one part holds the target; the others have −∞.
      let target = parts.reduce(-Float.infinity) { max($0, $1.target[row]) }
      output.logSum.pointer[row] = logSum
      output.entropy.pointer[row] = entropy
      output.logProbabilities.pointer[row] = target / input.temperature - logSum
    }
    return output
  }

  package func tokenLogProbabilitiesPullback(
    _ dy: Tensor, _ input: HeadInput, output: HeadOutput, weightGradient: Tensor?
  ) -> Tensor {
    let dx = empty(input.hidden.shape)
    let head = Head(input, kept: output.logits, kernels, productKernel)
    let (count, depth) = (input.targets.count, input.hidden.width)
    let limit = min(count, Head.gradientRows)
    let partial = CPUStorage(pool, count: head.parts.count * limit * depth)
    let scratch = scratch(head.scratch)
    let gradients = HeadGradients(
      upstream: dy.pointer, logSum: output.logSum.pointer, weight: weightGradient?.pointer)
    for start in stride(from: 0, to: count, by: Head.gradientRows) {
      let rows = start..<min(count, start + Head.gradientRows)
      team.run(head.parts.count) { part, worker in
        head.pullBack(
          head.parts[part], rows, gradients, hidden: partial.buffer.pointer + part * limit * depth,
          scratch(worker))
      }
      addParts(
        partial.buffer.pointer, parts: head.parts.count, stride: limit * depth,
        into: dx.pointer + start * depth, count: rows.count * depth)
    }
    return dx
  }

  /// Sums the parts in a fixed order.
  private func addParts(
    _ partial: UnsafeMutablePointer<Float>, parts: Int, stride: Int,
    into sum: UnsafeMutablePointer<Float>, count: Int
  ) {
    overRows(count, cost: parts) { range in
      let (start, length) = (range.lowerBound, range.count)
      (sum + start).update(from: partial + start, count: length)
      for part in 1..<max(parts, 1) {
        kernels.pointee.axpy(1, partial + part * stride + start, sum + start, Int64(length))
      }
    }
  }
}
