import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

/// Keys and lanes by their names, as scripts call them.
@Suite struct NamesTests {
    @Test func `every key of every table is found again by its name`() {
        for table in KeyTableTests.tables + [KeyTable.primitives, .openBrowserHelp, .openPicker, .replay] {
            for key in table.entries.flatMap(\.bindings).flatMap(\.keys) {
                for glyphs in [Glyphs.unicode, .ascii] {
                    #expect(Key.key(named: key.name(glyphs)) == key, "\(key)")
                    #expect(
                        Key.key(named: key.name(glyphs).uppercased()) == key || key.name(glyphs).count == 1)
                }
            }
        }
    }

    @Test(arguments: [
        ("space", Key.character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab),
        ("Shift-Tab", .backTab), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
        ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown), ("Backspace", .backspace),
        ("Del", .delete), ("^C", .control("c")), ("^c", .control("c")), ("F1", .function(1)),
        ("f12", .function(12)), ("a", .character("a")), ("A", .character("A")), (".", .character(".")),
        (",", .character(",")), ("^", .character("^")), ("F", .character("F")), ("é", .character("é")),
        ("SPACE", .character(" ")), ("shift-tab", .backTab),
    ])
    func `a key's name`(_ name: String, _ key: Key) { #expect(Key.key(named: name) == key) }

    @Test(arguments: ["", "ab", "F0", "F64", "F+1", "F01", "Foo", "^^", "^", "Ctrl", "spacebar "])
    func `what is no key's name`(_ name: String) {
        #expect(Key.key(named: name) == (name == "^" ? .character("^") : nil))
    }

    @Test func `a lane is selected by its thread's name, and comes into view`() {
        let crowd = Samples.crowd()
        let size = Size(columns: 80, rows: 24)
        var screen = LaneScreen()
        func select(_ name: String) -> Bool {
            screen.select(threadNamed: name, trace: crowd.trace, status: crowd.status, size: size)
        }
        func rows() -> [Substring] {
            screen.frame(
                trace: crowd.trace, status: crowd.status, theme: .plain, glyphs: .unicode, size: size
            )
            .text.split(separator: "\n")
        }
        #expect(select("guest-700"))
        #expect(screen.selectedThread(crowd.trace) == ThreadID(701))
        #expect(rows().contains { $0.hasPrefix("▸") && $0.contains("guest-700") })
        #expect(!select("guest-7000"))
        #expect(!select(""))
        #expect(screen.selectedThread(crowd.trace) == ThreadID(701))
        // Hidden by a filter, in another order, while the log has the keys.
        for action in [.sort, .filter, .type("5"), .choose, .previousPanel] as [Action] {
            _ = screen.apply(action, trace: crowd.trace, status: crowd.status, size: size)
        }
        #expect(select("guest-3"))
        #expect(screen.selectedThread(crowd.trace) == ThreadID(4))
        #expect(rows().contains { $0.hasPrefix("▸") && $0.contains("guest-3") })
        #expect(rows().last?.contains("lane") == true)
    }
}
