import CKernels
package import Tensors

extension CPUBackend {
  package func attention(_ input: AttentionInput) -> (output: Tensor, logSum: Tensor) {
    let output = empty(input.query.shape)
    let logSum = empty([input.query.rows, input.heads])
    let longest = input.spans.mostKeys
    let scratch = scratch(BlockProduct.scratch + max(AttentionBlock.rows, input.heads) * longest)
    let attention = Attention(
      input, kernels: kernels, products: exactKernel, output: output, logSum: logSum)
    let tasks = attention.tasks()
    team.run(tasks.count) { task, worker in
      attention.forward(tasks[task], scratch(worker))
    }
    return (output, logSum)
  }

  package func attentionPullback(
    _ dy: Tensor, _ input: AttentionInput, output: Tensor, logSum: Tensor
  ) -> (query: Tensor, key: Tensor, value: Tensor) {
    let gradients = AttentionGradients(
      output: dy, query: empty(input.query.shape), key: zeros(input.key.shape),
      value: zeros(input.value.shape))
    let longest = input.spans.mostKeys
    let block = AttentionBlock.rows * longest
    let scratch = scratch(BlockProduct.scratch + 2 * block + AttentionBlock.rows)
    let attention = Attention(
      input, kernels: kernels, products: exactKernel, output: output, logSum: logSum)
    let tasks = attention.tasks()
    team.run(tasks.count) { task, worker in
      attention.backward(tasks[task], gradients, scratch: scratch(worker), block: block)
    }
    return (gradients.query, gradients.key, gradients.value)
  }
}

/// The work of one task: the query heads that share some key heads, over spans with a common
/// prefix.
struct AttentionTask {
  let spans: [AttentionSpan]
  let keyValueHeads: Range<Int>
}

/// The gradients that attention reads and writes.
struct AttentionGradients {
  let output: Tensor
  let query: Tensor
  let key: Tensor
  let value: Tensor
}

/// Consecutive query rows of one head, and the keys visible to the last of them.
struct AttentionBlock {
  /// The number of query rows per block; scores never exist for more at a time.
  static let rows = 64
  let query: Int
  let count: Int
  /// The number of keys visible to the first row.
  let visible: Int
  /// The keys visible to the last row, as contiguous ranges.
  let parts: [KeyPart]

  /// The number of keys visible to the last row.
  var columns: Int { visible + count - 1 }
}

/// Contiguous keys, and their column offset in a block of scores.
struct KeyPart {
  let row: Int
  let column: Int
  let count: Int
}

/// Causal attention on raw pointers.
struct Attention {
  let heads: Int
  let headDimension: Int
  let queryWidth: Int
  let keyWidth: Int
  let input: AttentionInput
  let kernels: UnsafePointer<ck_kernels>
  let products: ProductKernel
  let query: UnsafeMutablePointer<Float>
  let key: UnsafeMutablePointer<Float>
  let value: UnsafeMutablePointer<Float>
  let output: UnsafeMutablePointer<Float>
  let logSum: UnsafeMutablePointer<Float>

  init(
    _ input: AttentionInput, kernels: UnsafePointer<ck_kernels>, products: ProductKernel,
    output: Tensor, logSum: Tensor
  ) {
    self.input = input
    self.kernels = kernels
    self.products = products
    heads = input.heads
    headDimension = input.headDimension
    queryWidth = input.query.width
    keyWidth = input.key.width
    query = input.query.pointer
    key = input.key.pointer
    value = input.value.pointer
    self.output = output.pointer
    self.logSum = logSum.pointer
  }

  /// One task per family of sequences and key head, the largest first.
  ///
  /// A family shares a prefix whose gradients its members add to, so one task must own all of it.
  ///
  /// When decoding many sequences a task takes all heads of a query, so that rows of the cache are
  /// read sequentially. How heads are distributed does not affect the bits.
  func tasks() -> [AttentionTask] {
    let areMany = input.spans.all.count >= 8
    return input.spans.families.flatMap { spans in
      let heads = areMany && spans.allSatisfy(readsCache) ? input.keyValueHeads : 1
      return stride(from: 0, to: input.keyValueHeads, by: heads).map {
        AttentionTask(spans: spans, keyValueHeads: $0..<$0 + heads)
      }
    }
  }

  /// Whether a span is a single new query over a cache, which no pullback follows.
  func readsCache(_ span: AttentionSpan) -> Bool {
    span.queryCount == 1 && span.keyCount > 1 && span.prefix.isEmpty
  }

  /// Splits the queries of a span into blocks.
  func blocks(_ span: AttentionSpan) -> [AttentionBlock] {
    stride(from: 0, to: span.queryCount, by: AttentionBlock.rows).map { start in
      let count = min(AttentionBlock.rows, span.queryCount - start)
      let own = span.keyCount - span.queryCount + start + count
      let shared = KeyPart(row: span.prefix.lowerBound, column: 0, count: span.prefix.count)
      return AttentionBlock(
        query: span.queryStart + start, count: count,
        visible: span.prefix.count + own - count + 1,
        parts: (span.prefix.isEmpty ? [] : [shared])
          + [KeyPart(row: span.keyStart, column: span.prefix.count, count: own)])
    }
  }

  func queryOffset(_ row: Int, _ head: Int) -> Int { row * queryWidth + head * headDimension }

  func keyOffset(_ row: Int, _ keyValueHead: Int) -> Int {
    row * keyWidth + keyValueHead * headDimension
  }

  /// The query heads of some key heads.
  func queryHeads(_ keyValueHeads: Range<Int>) -> Range<Int> {
    keyValueHeads.lowerBound * input.group..<keyValueHeads.upperBound * input.group
  }
}
