import LaneCanvas
@testable import LaneView
import Testing
import ThreadTrace
import Themes

@Suite struct KeyTableTests {
    static let tables = [KeyTable.lanes, .browser, .log, .typing, .replay]
    static let screens = [KeyTable.lanes, KeyTable.browser]

    @Test(arguments: tables.indices) func `no key is bound twice, and each leads to its action`(_ table: Int)
    {
        var seen: Set<Key> = []
        for binding in Self.tables[table].entries.flatMap(\.bindings) {
            #expect(!binding.keys.isEmpty)
            for key in binding.keys {
                #expect(seen.insert(key).inserted, "\(key)")
                #expect(Self.tables[table].action(for: key) == binding.action)
            }
        }
        #expect(Self.tables[table].action(for: .function(12)) == nil)
    }

    @Test(arguments: zip(screens.indices, [KeyTable.openHelp, .openBrowserHelp]))
    func `the bar of the open help names keys that work there`(_ table: Int, _ help: KeyTable) {
        for binding in help.entries.flatMap(\.bindings) {
            for key in binding.keys { #expect(Self.tables[table].action(for: key) == binding.action) }
        }
    }

    @Test func `no character is a key of the browser, as all of them are text`() {
        for key in KeyTable.browser.entries.flatMap(\.bindings).flatMap(\.keys) {
            if case .character = key { Issue.record("\(key)") }
        }
    }

    @Test func `the keys of the welcome do what it says, and it fits the smallest window`() {
        for (index, key) in WelcomeOverlay.keys.enumerated() {
            let tables = [KeyTable.browser, .lanes].map { $0.action(for: key.key) }
            #expect(tables.contains(key.action), "\(index)")
        }
        let browser = BrowserScreen(Samples.entries, isWelcome: true)
        for glyphs in [Glyphs.unicode, .ascii] {
            let text = browser.frame(theme: .plain, glyphs: glyphs, size: Size(columns: 40, rows: 10)).text
            for (_, _, sentence) in WelcomeOverlay.keys { #expect(text.contains(sentence)) }
            #expect(text.contains("Type to search. Any key closes this."))
        }
    }

    @Test func `the keys are those of the design`() {
        let keys: [Key: Action] = [
            .character(" "): .togglePause, .character("."): .step, .character("n"): .stepThread,
            .character(","): .stepBack, .left: .scrubLeft, .character("h"): .scrubLeft, .right: .scrubRight,
            .character("l"): .scrubRight, .character("x"): .switchAxis, .character("/"): .filter,
            .tab: .nextPanel, .backTab: .previousPanel, .character("w"): .showWaits,
            .character("c"): .showContention, .character("!"): .showFindings, .enter: .choose,
            .home: .toStart, .end: .toLive, .up: .selectUp,
            .character("k"): .selectUp,
            .down: .selectDown, .character("j"): .selectDown, .pageUp: .pageUp, .pageDown: .pageDown,
            .character("["): .zoomOut, .character("-"): .zoomOut, .character("]"): .zoomIn,
            .character("+"): .zoomIn, .character("<"): .slower, .character(">"): .faster,
            .character("t"): .nextTheme, .character("T"): .previousTheme,
            .character("P"): .chooseTheme, .character("R"): .restart, .character("r"): .record,
            .character("s"): .save,
            .character("?"): .help, .escape: .back, .character("q"): .quit,
        ]
        for (key, action) in keys { #expect(KeyTable.lanes.action(for: key) == action, "\(key)") }
    }

    @Test func `the help says what each key does`() throws {
        let size = Size(columns: 120, rows: 90)
        var lanes = LaneScreen()
        let sample = Samples.lock()
        _ = lanes.apply(.help, trace: sample.trace, status: sample.status, size: size)
        let lanesHelp = lanes.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: size)
        var browser = BrowserScreen(Samples.entries)
        _ = browser.apply(.help, size: size)
        let browserHelp = browser.frame(theme: .plain, glyphs: .unicode, size: size)
        for (table, help) in zip(Self.screens, [lanesHelp, browserHelp]) {
            for entry in table.entries {
                let start = entry.sentence.prefix(25)
                #expect(help.text.contains(start), "\(entry.sentence)")
            }
        }
    }

    @Test func `the key bar shows only what does something now`() {
        func bar(_ sample: (trace: Trace, status: RunStatus), _ actions: [Action] = []) -> String {
            let size = Size(columns: 200, rows: 24)
            var screen = LaneScreen()
            for action in actions {
                _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
            }
            let frame = screen.frame(
                trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: size)
            return String(frame.text.split(separator: "\n").last ?? "")
        }
        var sample = Samples.lock()
        #expect(bar(sample).contains("space pause  . step  , back  ←→ scrub  ↑↓ lane"))
        sample.status.isPaused = true
        #expect(bar(sample).contains("space resume  . step  , back  x time  ←→ scrub  n step lane"))
        #expect(bar(sample, [.toStart]).contains("End live"))
        #expect(!bar(sample).contains("Esc"))
        sample.status.canGoBack = true
        #expect(bar(sample).contains("Esc back"))
        #expect(bar(Samples.deadlock()).hasPrefix(" w who waits"))
        for gone in ["space", ". step", "speed"] { #expect(!bar(Samples.deadlock()).contains(gone)) }
        #expect(!bar((Trace(), sample.status)).contains("lane"))
        #expect(bar(sample, [.help]).hasSuffix("? close"))
        #expect(bar(sample, [.toStart]).contains("space play  . step  x time  S run on  ←→ scrub  End live"))
        #expect(bar(Samples.deadlock(), [.toStart]).contains(". step"))
        #expect(bar(sample, [.switchAxis]).contains("x steps"))
        #expect(bar(sample, [.previousPanel]).hasPrefix(" ↑↓ message  Enter go there"))
        #expect(bar(sample, [.filter, .type("w")]).hasPrefix(" /w▏ Enter keep  Esc clear"))
    }
}
