import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace

@Suite struct BrowserTests {
    private static let size = Size(columns: 80, rows: 24)
    private var browser = BrowserScreen(Samples.entries)

    private mutating func press(_ keys: Key..., size: Size = size) -> Effect? {
        var command: Effect?
        for key in keys { command = browser.action(for: key).flatMap { browser.apply($0, size: size) } }
        return command
    }

    private mutating func type(_ text: String) {
        for character in text { _ = press(.character(character)) }
    }

    private func frame(_ size: Size = size) -> Frame {
        browser.frame(theme: .plain, glyphs: .unicode, size: size)
    }

    private func listed(_ entries: [ScenarioEntry] = Samples.entries) -> [String] {
        let text = frame(Size(columns: 99, rows: 60)).text
        return entries.map(\.name).filter { name in
            text.split(separator: "\n").contains { $0.dropFirst(4).split(separator: " ").first == name[...] }
        }
    }

    // MARK: Search

    @Test(arguments: [
        ("barr", "barrier"), ("JOINING", "create-join"), ("exclusion", "lock"), ("first log", "logging"),
        ("addition is lost", "lock"), ("producer-consumer", "queue"), ("sharing", "lock"),
    ])
    mutating func `a search finds names, titles, concepts, chapters and summaries, word by word`(
        _ query: String, _ name: String
    ) {
        type(query)
        #expect(browser.query == query)
        #expect(browser.selected?.name == name)
    }

    @Test mutating func `the best match is selected, whatever stands above it`() {
        let entries = [
            ScenarioEntry(name: "a", title: "A", summary: "about the queue"),
            ScenarioEntry(name: "b", title: "The queue", summary: ""),
            ScenarioEntry(name: "two-queues", title: "", summary: ""),
            ScenarioEntry(name: "queue-full", title: "", summary: ""),
            ScenarioEntry(name: "queue", title: "", summary: ""),
        ]
        for count in (1...entries.count).reversed() {
            browser = BrowserScreen(Array(entries.prefix(count)))
            type("queue")
            #expect(browser.selected == entries[count - 1])
            #expect(listed(entries) == entries.prefix(count).map(\.name))
        }
    }

    @Test(arguments: ["queue", "timer", "kjgG", "Part", "hello", "?", "/", "1", ".", " x", "漢", "É"])
    mutating func `whatever comes first is searched for`(_ text: String) {
        for character in text { #expect(press(.character(character)) == nil) }
        #expect(browser.query == text)
        #expect(!browser.isHelpOpen)
    }

    @Test mutating func `what matches nothing runs nothing, and can be left`() {
        type("q?tjk")
        #expect(browser.selected == nil)
        #expect(press(.enter) == nil)
        #expect(frame().text.contains("Nothing matches."))
        for key in [Key.control("x"), .control("c"), .function(10)] { #expect(press(key) == .quit) }
    }

    @Test(arguments: [Key.function(1), .control("g")])
    mutating func `help opens and closes with keys that are no text, and what is typed meanwhile is not`(
        _ key: Key
    ) {
        _ = press(key)
        #expect(browser.isHelpOpen)
        type("x")
        #expect(browser.query.isEmpty)
        #expect(browser.isHelpOpen)
        _ = press(key)
        #expect(!browser.isHelpOpen)
    }

    @Test
    mutating func
        `escape where nobody searches does nothing: it is pressed once too often when one comes back`()
    {
        #expect(press(.escape, .escape) == nil)
        #expect(browser == BrowserScreen(Samples.entries))
    }

    // MARK: The welcome

    @Test(arguments: [Key.enter, .escape, .character(" "), .tab, .function(7)])
    mutating func `the welcome is closed by a key that has nothing else to do`(_ key: Key) {
        browser = BrowserScreen(Samples.entries, isWelcome: true)
        #expect(frame().text.contains("five keys to begin with"))
        #expect(press(key) == nil)
        #expect(!browser.isWelcome)
        #expect(browser.query.isEmpty)
        #expect(!frame().text.contains("five keys"))
        #expect(press(.enter) == .run("logging"))
    }

    @Test mutating func `a key that has something to do closes the welcome and does it`() {
        func welcome() -> BrowserScreen { BrowserScreen(Samples.entries, isWelcome: true) }
        browser = welcome()
        type("barr")
        #expect(browser.selected?.name == "barrier")
        browser = welcome()
        _ = press(.down)
        #expect(browser.selected?.name == "create-join")
        browser = welcome()
        _ = press(.function(1))
        #expect(browser.isHelpOpen && !browser.isWelcome)
        browser = welcome()
        #expect(press(.function(10)) == .quit)
    }

    @Test mutating func `a click closes the welcome and nothing else, the wheel leaves it`() {
        browser = BrowserScreen(Samples.entries, isWelcome: true)
        _ = browser.apply(.mouse(MouseEvent(row: 4, column: 6, kind: .wheelDown)), size: Self.size)
        #expect(browser.isWelcome)
        _ = browser.apply(.mouse(MouseEvent(row: 6, column: 6, kind: .press)), size: Self.size)
        #expect(browser == BrowserScreen(Samples.entries))
    }

    // MARK: What is found

    @Test mutating func `escape shows all scenarios again and keeps what was found`() {
        type("barrier")
        #expect(listed() == ["barrier"])
        _ = press(.escape)
        #expect(listed() == Samples.entries.map(\.name))
        #expect(browser.selected?.name == "barrier")
    }

    @Test mutating func `backspace takes characters back, Esc all of them`() {
        type("lockx")
        #expect(browser.selected == nil)
        _ = press(.backspace)
        #expect(browser.selected?.name == "lock")
        _ = press(.backspace, .backspace, .backspace, .backspace)
        #expect(browser.query == "")
        _ = press(.backspace)
        #expect(browser.query == "")
        #expect(browser.selected?.name == "lock")
        type("barrier")
        _ = press(.escape)
        #expect(listed() == Samples.entries.map(\.name))
    }

    @Test mutating func `what can not be shown can not be typed, and no end of it`() {
        _ = press(.character("\u{1B}"), .character("\u{202E}"))
        #expect(browser.query == "")
        type(String(repeating: "漢", count: 1000))
        #expect(frame(Size(columns: 40, rows: 10)).text.contains("漢"))
        #expect(browser.query.count < 100)
    }

    @Test func `the schedule that a scenario is best seen with is told`() {
        for (concepts, words) in [([], "with seed 12"), (["race", "lock"], "shows race, lock (seed 12)")] {
            let entry = ScenarioEntry(
                name: "a", title: "A", summary: "About.", concepts: concepts, schedule: "seed 12")
            for size in [Self.size, Size(columns: 120, rows: 36)] {
                let text = BrowserScreen([entry]).frame(theme: .plain, glyphs: .unicode, size: size).text
                #expect(text.contains(words), "\(size)")
            }
        }
    }

    // MARK: The list

    @Test func `chapters are headings, in order`() {
        let lines = frame(Size(columns: 99, rows: 60)).text.split(separator: "\n")
        let headings = lines.compactMap { line in
            ["First steps", "Sharing", "Coordination"].first { line == "  \($0)" }
        }
        #expect(headings == ["First steps", "Sharing", "Coordination"])
    }

    @Test mutating func `the arrows pass over headings, and the first heading comes into view again`() {
        let size = Size(columns: 40, rows: 10)
        for entry in Samples.entries {
            #expect(browser.selected == entry)
            #expect(frame(size).text.contains("▸  \(entry.name)"))
            _ = press(.down, size: size)
        }
        #expect(!frame(size).text.contains("First steps"))
        for entry in Samples.entries.reversed() {
            #expect(browser.selected == entry)
            _ = press(.up, size: size)
        }
        #expect(frame(size).text.contains("First steps"))
    }

    @Test
    mutating func `a click selects, a click on the selected one runs it, a click on a heading does nothing`()
        throws
    {
        for size in [Self.size, Size(columns: 120, rows: 40), Size(columns: 40, rows: 10)] {
            browser = BrowserScreen(Samples.entries)
            let lines = frame(size).text.split(separator: "\n", omittingEmptySubsequences: false)
            let row = try #require(lines.firstIndex { $0.contains("create-join ") })
            let heading = try #require(lines.firstIndex { $0.hasPrefix("  First steps") })
            let click = Action.mouse(MouseEvent(row: row, column: 6, kind: .press))
            #expect(
                browser.apply(.mouse(MouseEvent(row: heading, column: 6, kind: .press)), size: size) == nil)
            #expect(browser.selected?.name == "logging")
            #expect(browser.apply(click, size: size) == nil)
            #expect(browser.selected?.name == "create-join")
            #expect(browser.apply(click, size: size) == .run("create-join"))
        }
    }

    @Test mutating func `the wheel scrolls the list and takes the selection along`() {
        let size = Size(columns: 40, rows: 10)
        let down = Action.mouse(MouseEvent(row: 3, column: 3, kind: .wheelDown))
        let up = Action.mouse(MouseEvent(row: 3, column: 3, kind: .wheelUp))
        for _ in 0..<5 { _ = browser.apply(down, size: size) }
        #expect(!frame(size).text.contains("First steps"))
        #expect(frame(size).text.contains("queue"))
        for _ in 0..<5 { _ = browser.apply(up, size: size) }
        #expect(frame(size).text.contains("First steps"))
        #expect(frame(size).text.contains("▸"))
    }

    // MARK: The preview

    @Test(arguments: [
        (Size(columns: 40, rows: 10), false), (Size(columns: 80, rows: 20), false),
        (Size(columns: 80, rows: 24), true), (Size(columns: 120, rows: 14), false),
        (Size(columns: 120, rows: 36), true),
    ])
    mutating func `a small window has no preview, nor has nothing selected`(_ size: Size, _ hasPreview: Bool)
    {
        #expect(browser.hasPreview(size) == hasPreview)
        #expect(frame(size).text.contains("live preview") == hasPreview)
        type("nothing of that kind")
        #expect(!browser.hasPreview(size))
    }

    @Test func `the preview shows the whole run so far, however long it has become`() {
        for seconds in [0, 1, 60, 86_400, 10_000_000] as [Int64] {
            var run = TraceBuilder()
            let main = run.thread("MainThread")
            run.begin(main)
            run.happen(main, .sleep, .sleeping)
            let now = Instant(nanoseconds: seconds * 1_000_000_000)
            let preview = BrowserPreview(trace: run.trace, now: now, speed: 4)
            let text = browser.frame(
                preview: preview, theme: .plain, glyphs: .unicode, size: Size(columns: 120, rows: 40)
            ).text
            #expect(text.contains("MainThread"))
            if seconds <= 3600 { #expect(text.contains(" 0s "), "\(seconds)") }
            #expect(text.contains("▏"))
        }
    }
}
