import ThreadModel

extension Schedule {
    /// As a trace's header tells it: with the seed beside it, "random" says all; otherwise all of the text.
    var name: String {
        if case .controlled([], then: .random, isFree: false) = self { return "random" }
        return description
    }

    /// As the screen tells it, so many steps taken by hand included.
    func words(byHand: Int = 0) -> String {
        var words = prefix.isEmpty ? [] : ["\(prefix.count) steps"]
        if let strategy, let seed {
            let name = strategy.kind == "random" ? "" : "\(strategy.kind), "
            words.append("\(name)seed \(seed)")
        } else if prefix.isEmpty {
            words.append(name)
        }
        if byHand > 0 { words.append("\(byHand) by hand") }
        return words.joined(separator: ", ")
    }
}
