import CKernels
import Foundation
import Tensors

/// The output head on raw pointers: logits are computed block by block, and kept only if few.
///
/// The vocabulary is split into parts by its size alone. A part is one task: it keeps its rows of
/// the output matrix in the cache and iterates over all hidden states.
struct Head {
  /// The number of rows of logits computed at a time.
  static let rows = 256
  /// The number of columns of logits computed at a time.
  static let columns = 1024
  /// The number of rows whose hidden-state gradients are held per part at a time.
  static let gradientRows = 2048
  /// The maximum number of logits kept for the pullback: 256 MB.
  ///
  /// Larger ones are recomputed, and with gradient checkpointing all are.
  static let keptLogits = 64 << 20

  let parts: [Range<Int>]
  private let input: HeadInput
  private let kernels: UnsafePointer<ck_kernels>
  private let kernel: ProductKernel
  private let hidden: UnsafeMutablePointer<Float>
  private let weight: StoredRows
  private let depth: Int
  /// The logits of all rows, chunk by chunk of columns, if they are kept.
  private let kept: UnsafeMutablePointer<Float>?

  init(
    _ input: HeadInput, kept logits: Tensor?, _ kernels: UnsafePointer<ck_kernels>,
    _ kernel: ProductKernel
  ) {
    let vocabulary = input.weight.rows
    precondition(
      input.targets.allSatisfy { $0 >= 0 && $0 < vocabulary },
      "head: a target is outside 0..<\(vocabulary)")
    self.input = input
    self.kernels = kernels
    self.kernel = kernel
    hidden = input.hidden.pointer
    weight = StoredRows(input.weight, kernels)
    depth = input.hidden.width
    kept = logits?.pointer
    let unit = Int(CK_PANEL)
    let size = max(512, (vocabulary + 8 * unit - 1) / (8 * unit) * unit)
    parts = stride(from: 0, to: vocabulary, by: size).map { $0..<min(vocabulary, $0 + size) }
  }

  /// The scratch memory of one task, in floats.
  var scratch: Int {
    BlockProduct.scratch + Self.rows * Self.columns + (Self.columns + Int(CK_PANEL)) * depth
      + weight.scratch(rows: Self.columns)
  }

  /// Accumulates the softmax sums of one part of the vocabulary, for all rows.
  func sum(_ part: Range<Int>, _ sums: HeadSums, _ scratch: UnsafeMutablePointer<Float>) {
    let memory = HeadMemory(scratch)
    sums.clear()
    forEachChunk(part, memory) { columns, _, panels in
      for start in stride(from: 0, to: input.targets.count, by: Self.rows) {
        let rows = start..<min(input.targets.count, start + Self.rows)
        let logits = place(rows, columns) ?? memory.logits
        write(logits, rows, columns, panels, memory)
        kernels.pointee.add_exponentials(
          logits, 1 / input.temperature, sums.most + start, sums.sum + start,
          sums.weighted + start, Int64(rows.count), Int64(columns.count))
        for row in rows where columns.contains(Int(input.targets[row])) {
          let column = Int(input.targets[row]) - columns.lowerBound
          sums.target[row] = logits[(row - start) * columns.count + column]
        }
      }
    }
  }

  /// Writes one part's contribution to ∂L/∂hidden of some rows, and accumulates its rows of
  /// ∂L/∂weight.
  ///
  /// Parts write to separate buffers, added in order afterwards; each weight row belongs to one
  /// part. So no sum depends on the threads.
  func pullBack(
    _ part: Range<Int>, _ all: Range<Int>, _ gradients: HeadGradients,
    hidden sum: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    let memory = HeadMemory(scratch)
    forEachChunk(part, memory) { columns, weight, panels in
      for start in stride(from: all.lowerBound, to: all.upperBound, by: Self.rows) {
        let rows = start..<min(all.upperBound, start + Self.rows)
        let logits = place(rows, columns) ?? memory.logits
        if kept == nil { write(logits, rows, columns, panels, memory) }
        turnToGradients(logits, rows, columns, gradients)
        BlockProduct(
          a: Operand(logits, stride: columns.count),
          b: Operand(weight, stride: depth),
          c: sum + (start - all.lowerBound) * depth, stride: depth, depth: columns.count,
          adds: columns.lowerBound > part.lowerBound
        ).run(Tile(rows: rows.count, columns: depth), kernel, memory.product)
        guard let weights = gradients.weight else { continue }
        BlockProduct(
          a: Operand(logits, stride: columns.count, isTransposed: true),
          b: Operand(hidden + start * depth, stride: depth),
          c: weights + columns.lowerBound * depth, stride: depth, depth: rows.count, adds: true
        ).run(Tile(rows: columns.count, columns: depth), kernel, memory.product)
      }
    }
  }

  /// Iterates over chunks of a part's columns, with their rows of the output matrix plain and
  /// packed.
  private func forEachChunk(
    _ part: Range<Int>, _ memory: HeadMemory,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>, Operand) -> Void
  ) {
    for start in stride(from: part.lowerBound, to: part.upperBound, by: Self.columns) {
      let columns = start..<min(part.upperBound, start + Self.columns)
      let plain = weight.floats(columns, memory.panels + (Self.columns + Int(CK_PANEL)) * depth)
      let rows = Operand(plain, stride: depth, isTransposed: true)
      guard let stride = kernel.panelStride(depth: depth) else {
        body(columns, plain, rows)
        continue
      }
      kernel.pack(rows, columns: columns.count, depth: depth, to: memory.panels)
      body(columns, plain, Operand(memory.panels, stride: stride, form: CK_PACKED))
    }
  }

  /// The location of a block of kept logits.
  private func place(_ rows: Range<Int>, _ columns: Range<Int>) -> UnsafeMutablePointer<Float>? {
    kept.map {
      $0 + columns.lowerBound * input.targets.count + rows.lowerBound * columns.count
    }
  }

  private func write(
    _ logits: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
    _ panels: Operand, _ memory: HeadMemory
  ) {
    BlockProduct(
      a: Operand(hidden + rows.lowerBound * depth, stride: depth), b: panels, c: logits,
      stride: columns.count, depth: depth
    ).run(Tile(rows: rows.count, columns: columns.count), kernel, memory.product)
  }

  /// Overwrites the logits with the gradient with respect to them.
  private func turnToGradients(
    _ logits: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ columns: Range<Int>,
    _ gradients: HeadGradients
  ) {
    input.targets.withUnsafeBufferPointer { targets in
      guard let targets = targets.baseAddress else { return }
      kernels.pointee.log_probability_gradient(
        logits, 1 / input.temperature, gradients.logSum + rows.lowerBound,
        targets + rows.lowerBound, gradients.upstream + rows.lowerBound, Int64(rows.count),
        Int64(columns.count), Int64(columns.lowerBound))
    }
  }
}

/// The scratch memory of one task of the head.
private struct HeadMemory {
  let product: UnsafeMutablePointer<Float>
  let logits: UnsafeMutablePointer<Float>
  let panels: UnsafeMutablePointer<Float>

  init(_ scratch: UnsafeMutablePointer<Float>) {
    product = scratch
    logits = scratch + BlockProduct.scratch
    panels = logits + Head.rows * Head.columns
  }
}

/// The upstream gradient, the log-sums, and the gradient of the output matrix to add to.
struct HeadGradients {
  let upstream: UnsafeMutablePointer<Float>
  let logSum: UnsafeMutablePointer<Float>
  let weight: UnsafeMutablePointer<Float>?
}

/// Running softmax sums of each row over one part of the vocabulary.
struct HeadSums {
  static let fields = 4
  /// The largest logit.
  let most: UnsafeMutablePointer<Float>
  /// Σ exp of the tempered logits relative to the largest.
  let sum: UnsafeMutablePointer<Float>
  /// The same sum weighted by the distance below the largest, for the entropy.
  let weighted: UnsafeMutablePointer<Float>
  /// The target's logit, −∞ if it lies in another part.
  let target: UnsafeMutablePointer<Float>
  private let count: Int

  init(_ memory: UnsafeMutablePointer<Float>, _ part: Int, _ count: Int) {
    let start = memory + part * Self.fields * count
    most = start
    sum = start + count
    weighted = start + 2 * count
    target = start + 3 * count
    self.count = count
  }

  func clear() {
    most.update(repeating: -.infinity, count: count)
    sum.update(repeating: 0, count: count)
    weighted.update(repeating: 0, count: count)
    target.update(repeating: -.infinity, count: count)
  }

  /// Returns log Σ exp of a row's tempered logits and their entropy in nats.
  static func logSum(
    _ parts: [HeadSums], row: Int, _ inverseTemperature: Float
  ) -> (logSum: Float, entropy: Float) {
    let most = parts.reduce(-Float.infinity) { max($0, $1.most[row]) }
    var (sum, weighted): (Float, Float) = (0, 0)
    for part in parts {
      let below = (part.most[row] - most) * inverseTemperature
      let factor = expf(below)
      sum += factor * part.sum[row]
      weighted += factor * (part.weighted[row] + below * part.sum[row])
    }
    let logarithm = logf(sum)
    return (most * inverseTemperature + logarithm, logarithm - weighted / sum)
  }
}
