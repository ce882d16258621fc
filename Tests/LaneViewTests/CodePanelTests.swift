import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

@Suite struct CodePanelTests {
    private func text(
        _ sample: (trace: Trace, status: RunStatus), _ sources: SourceListings = Samples.sources,
        _ size: Size = Size(columns: 120, rows: 30), after actions: [Action] = []
    ) -> [Substring] {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(
                action, trace: sample.trace, status: sample.status, sources: sources, size: size)
        }
        return screen.frame(
            trace: sample.trace, status: sample.status, sources: sources, theme: .plain, glyphs: .unicode,
            size: size
        ).text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test func `every thread's line carries its name, the selected one's a mark`() {
        let lines = text(Samples.code(), Samples.sources, Size(columns: 120, rows: 50), after: [.selectDown])
        #expect(lines.contains { $0.contains("┬─ code: Samples/Counter.swift ──") })
        #expect(
            lines.contains {
                $0.contains("│▸  7") && $0.contains("try shared.read()") && $0.hasSuffix("worker-0")
            })
        #expect(lines.contains { $0.contains("│   6") && $0.hasSuffix("worker-1, 2") })
        #expect(lines.contains { $0.contains("│  13") && $0.hasSuffix("MainThread") })
    }

    @Test func `where a thread ended it is shown without a mark`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.at(line: 13, of: "Samples/Counter.swift")
        run.begin(main)
        run.at(line: 99, of: "Elsewhere/Library.swift")
        run.finish(main)
        let status = RunStatus(scenario: "s", title: "t", file: "Samples/Counter.swift")
        let lines = text((run.trace, status))
        #expect(lines.contains { $0.contains("│  13  for worker") && !$0.hasSuffix("main") })
    }

    @Test func `stepping moves the marks`() {
        let lines = text(Samples.code(), after: [.selectDown, .toStart])
        #expect(!lines.contains { $0.hasSuffix("worker-0") })
        #expect(lines.contains { $0.contains("│   1  import ThreadRuntime") })
    }

    @Test func `without a source the panel gives its room back, and the log says so`() {
        let lines = text(Samples.code(), .none)
        #expect(!lines.contains { $0.contains("code:") })
        #expect(
            lines.contains { $0.contains("── log ──") && $0.contains("no source of Samples/Counter.swift") })
    }

    @Test func `narrow windows have it below the primitives when they are high, low ones have none`() {
        let narrow = text(Samples.code(), Samples.sources, Size(columns: 60, rows: 40))
        #expect(narrow.contains { $0.hasPrefix("── code: Samples/Counter.swift ──") })
        #expect(
            !text(Samples.code(), Samples.sources, Size(columns: 60, rows: 30)).contains {
                $0.contains("code:")
            })
        #expect(
            !text(Samples.code(), Samples.sources, Size(columns: 120, rows: 17)).contains {
                $0.contains("code:")
            })
    }

    @Test func `source is coloured by what it is`() throws {
        let theme = try #require(try Theme.builtIn().first)
        let sample = Samples.code()
        let size = Size(columns: 120, rows: 40)
        let frame = LaneScreen().frame(
            trace: sample.trace, status: sample.status, sources: Samples.sources, theme: theme,
            glyphs: .unicode, size: size)
        var styles: [Character: Set<Style>] = [:]
        for row in 0..<size.rows {
            for column in 60..<119 {
                let cell = frame[row, column]
                styles[cell.character, default: []].insert(cell.style)
            }
        }
        #expect(styles["\""]?.contains(theme[.string]) == true)
        #expect(theme[.string] != theme[.canvas])
    }
}
