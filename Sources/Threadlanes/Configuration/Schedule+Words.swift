import ThreadModel

extension Schedule {
    /// As a trace's header tells it: with the seed beside it, "random" says all; with steps, all of the text.
    var name: String { prefix.isEmpty && seed != nil ? "random" : description }

    /// As the screen tells it, so many steps taken by hand included.
    func words(byHand: Int = 0) -> String {
        var words = prefix.isEmpty ? [] : ["\(prefix.count) steps"]
        if let seed {
            words.append("seed \(seed)")
        } else if prefix.isEmpty {
            words.append(name)
        }
        if byHand > 0 { words.append("\(byHand) by hand") }
        return words.joined(separator: ", ")
    }
}
