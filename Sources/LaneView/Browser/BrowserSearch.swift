/// Finds scenarios by what somebody types: every word must occur in one of a scenario's texts, in either case, within words
/// or at their start.
struct BrowserSearch {
    /// Where a word is found, the most telling first.
    private enum Place: Int {
        case wholeName, startOfName, name, title, concepts, chapter, summary
    }

    private let words: [String]

    init(_ query: String) { words = Self.folded(query).split(separator: " ").map(String.init) }

    /// Which entries match, in their own order, and which of them matches best: the first of equals.
    func matches(_ entries: [ScenarioEntry]) -> (indices: [Int], best: Int?) {
        let found = entries.indices.compactMap { index in
            rank(entries[index]).map { (index: index, rank: $0) }
        }
        return (found.map(\.index), found.min { ($0.rank, $0.index) < ($1.rank, $1.index) }?.index)
    }

    /// The lower the better; nil when a word is found nowhere.
    private func rank(_ entry: ScenarioEntry) -> Int? {
        let name = Self.folded(entry.name)
        let others: [(Place, String)] = [
            (.title, entry.title), (.concepts, entry.concepts.joined(separator: "\n")),
            (.chapter, entry.chapter), (.summary, entry.summary),
        ]
        let texts = [(Place.name, name)] + others.map { ($0.0, Self.folded($0.1)) }
        var sum = 0
        for word in words {
            guard let place = texts.first(where: { $0.1.contains(word) })?.0 else { return nil }
            let isName = place == .name
            let exact = isName && name == word ? Place.wholeName : place
            sum += (isName && exact == place && name.hasPrefix(word) ? Place.startOfName : exact).rawValue
        }
        return sum
    }

    /// In lower case, and with one kind of hyphen: nobody types the dash of a title.
    private static func folded(_ text: String) -> String {
        String(text.lowercased().map { "‐‑‒–—−".contains($0) ? "-" : $0 })
    }
}
