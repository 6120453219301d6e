package import Randomness
package import Tokenization

extension Paddock {
  /// Writes an answer such as demonstrations have; nothing where the prompt is not of the paddock.
  package func answer(to messages: [ChatMessage], _ random: inout Random) -> String? {
    let task = oracle.task(messages)
    guard let request = task.request else { return nil }
    let answer = writer.demonstration(request, &random)
    return task.instructions.reduce(answer) { $1.obeyed(by: $0) }
  }

  /// Writes an answer of gold 1; nothing where the prompt is not of the paddock.
  package func bestAnswer(to messages: [ChatMessage], _ random: inout Random) -> String? {
    let task = oracle.task(messages)
    guard let request = task.request else { return nil }
    return task.instructions.reduce(writer.ideal(request, &random)) { $1.obeyed(by: $0) }
  }
}
