import LaneCanvas

extension KeyTable {
    /// Keys for who reads a lesson: they go before those of the lanes.
    package static let lesson = KeyTable([
        Entry(([.enter], .goOn), sentence: "On to the next page") {
            !$0.contains(.hasPageAfter)
                ? "close" : $0.contains(.steered) || $0.contains(.asks) ? nil : "next page"
        },
        Entry(
            ([.character("a")], .answer(0)), ([.character("b")], .answer(1)), sentence: "Answer the question"
        ) {
            $0.contains(.asks) ? "answer" : nil
        },
        Entry(
            bindings: (2..<Lesson.mostAnswers).map { number in
                Entry.Binding(keys: [.character(letter(ofAnswer: number))], action: .answer(number))
            }, gesture: "", sentence: "The same", early: []
        ) { _ in nil },
        Entry(([.character("i")], .turn), sentence: "The lanes, or the text again") {
            $0.contains(.turns) ? $0.contains(.lanesAlone) ? "text" : "lanes" : nil
        },
        Entry(([.pageUp], .previousPage), ([.pageDown], .nextPage), sentence: "The page before, the next one")
        {
            $0.contains(.hasPageBefore) || $0.contains(.hasPageAfter) ? "pages" : nil
        },
    ])

    /// What keys do where a page has no lanes.
    package static let lessonText = KeyTable(
        Array(lesson.entries.prefix { $0.bindings.first?.action != .turn }) + [
            Entry(
                ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
                sentence: "Scroll"
            ) { $0.contains(.hasChoice) ? "scroll" : nil }
        ] + lesson.entries.drop { $0.bindings.first?.action != .turn } + [
            Entry(([.escape], .back), sentence: "Leave the lesson") {
                $0.contains(.canGoBack) ? "leave" : nil
            },
            theme, pickTheme, quit,
        ])

    package static func letter(ofAnswer number: Int) -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(min(max(number, 0), 25))))
    }
}
