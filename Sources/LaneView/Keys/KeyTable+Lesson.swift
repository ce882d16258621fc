import LaneCanvas

/// Keys for who reads a lesson: they go before those of the lanes.
extension KeyTable {
    /// - Parameter answers: how many the page's question has.
    package static func lesson(answers: Int) -> KeyTable {
        KeyTable([goOn] + answer(answers) + [turn, turnPages])
    }

    /// Where a page has no lanes, or they are not to be seen.
    package static func lessonText(answers: Int) -> KeyTable {
        KeyTable(
            [goOn] + answer(answers) + [
                turn,
                Entry(
                    ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
                    sentence: "Scroll"
                ) { $0.contains(.hasChoice) ? "scroll" : nil },
                turnPages,
                Entry(([.escape], .back), sentence: "Leave the lesson") {
                    $0.contains(.canGoBack) ? "leave" : nil
                },
                theme, pickTheme, quit,
            ])
    }

    /// With the lesson's keys before its own, for the help.
    var withLesson: KeyTable {
        let taken = Set(KeyTable.lesson(answers: 0).entries.flatMap(\.bindings).flatMap(\.keys))
        return KeyTable(
            KeyTable.lesson(answers: 2).entries
                + entries.filter { entry in
                    entry.bindings.isEmpty || !taken.isSuperset(of: entry.bindings.flatMap(\.keys))
                })
    }

    private static let goOn = Entry(([.enter], .goOn), sentence: "On to the next page of the lesson") {
        if !$0.contains(.hasPageAfter) { return "close" }
        return $0.contains(.steered) || $0.contains(.held) ? nil : "next"
    }

    private static func answer(_ count: Int) -> [Entry] {
        guard count > 0 else { return [] }
        return [
            Entry(
                bindings: (0..<count).map { number in
                    Entry.Binding(keys: [.character(letter(ofAnswer: number))], action: .answer(number))
                }, gesture: "", sentence: "Answer its question", early: []
            ) { $0.contains(.asks) ? "answer" : nil }
        ]
    }

    private static let turn = Entry(
        ([.character("i")], .turn), sentence: "In low windows: its lanes, or its text again"
    ) { $0.contains(.turns) ? "lanes" : nil }

    private static let turnPages = Entry(
        ([.pageUp], .previousPage), ([.pageDown], .nextPage), sentence: "Its page before, its next one"
    ) { $0.contains(.hasPageBefore) || $0.contains(.hasPageAfter) ? "pages" : nil }

    package static func letter(ofAnswer number: Int) -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(min(max(number, 0), 25))))
    }
}
