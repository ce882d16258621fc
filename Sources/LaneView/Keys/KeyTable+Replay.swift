import LaneCanvas

extension KeyTable {
    /// The keys of the lane screen while it shows a saved trace, for the help: the same keys, most of them for the same thing.
    package static let replay = KeyTable(
        lanes.entries.map { entry in
            guard let action = entry.bindings.first?.action else { return entry }
            return replaySentences[action].map(entry.saying) ?? entry
        })

    private static let replaySentences: [Action: String] = [
        .togglePause: "Play, or pause; at the end, play again",
        .step: "Pause, and see one step on",
        .stepBack: "Pause, and see one step back",
        .stepThread: "Pause, and see the selected lane's next step",
        .scrubLeft: "Go a column back, on",
        .toStart: "Go to the start",
        .toLive: "Go to the end",
        .restart: "Play from the start",
        .slower: "Play slower, faster",
    ]
}

extension KeyTable.Entry {
    /// The same keys for the same actions, in other words.
    func saying(_ sentence: String) -> KeyTable.Entry {
        KeyTable.Entry(bindings: bindings, gesture: gesture, sentence: sentence, early: early, label: label)
    }
}
