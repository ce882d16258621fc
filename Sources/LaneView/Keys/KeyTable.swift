import LaneCanvas

/// Which keys do what, in one place: it dispatches keys, fills the key bar and writes the help.
package struct KeyTable: Sendable {
    /// Keys for one purpose: `[` and `]` zoom out and in.
    package struct Entry: Sendable {
        package struct Binding: Sendable {
            package let keys: [Key]
            package let action: Action
        }

        package let bindings: [Binding]
        /// What does it instead of a key, where `bindings` are empty.
        let gesture: String
        /// What it does, for the help.
        package let sentence: String
        /// What it does now, in a word or two for the key bar; nil when it does nothing, or nothing worth a place there.
        package let label: @Sendable (Facts) -> String?
        /// When it matters more than what stands before it, in the key bar.
        let early: Facts

        init(
            _ bindings: ([Key], Action)..., gesture: String = "", sentence: String, early: Facts = [],
            label: @escaping @Sendable (Facts) -> String? = { _ in nil }
        ) {
            self.init(
                bindings: bindings.map { Binding(keys: $0.0, action: $0.1) }, gesture: gesture,
                sentence: sentence, early: early, label: label)
        }

        init(
            bindings: [Binding], gesture: String, sentence: String, early: Facts,
            label: @escaping @Sendable (Facts) -> String?
        ) {
            self.bindings = bindings
            self.gesture = gesture
            self.sentence = sentence
            self.early = early
            self.label = label
        }
    }

    package let entries: [Entry]
    private let actions: [Key: Action]

    /// Where a key is bound twice the first binding counts.
    init(_ entries: [Entry]) {
        self.entries = entries
        let pairs = entries.flatMap(\.bindings).flatMap { binding in
            binding.keys.map { ($0, binding.action) }
        }
        actions = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    package func action(for key: Key) -> Action? { actions[key] }
}
