/// Source texts by the names under which operations carry their files: what a program began with, and what it tells of while it runs.
package final class ToldTexts: Sendable {
    private let texts: Guarded<[String: String]>

    package init(_ texts: [String: String] = [:]) { self.texts = Guarded(texts) }

    /// All of them, by now.
    package var all: [String: String] { texts.withLock { $0 } }

    package subscript(file: String) -> String? { texts.withLock { $0[file] } }

    package func add(_ text: String, of file: String) { texts.withLock { $0[file] = text } }
}
