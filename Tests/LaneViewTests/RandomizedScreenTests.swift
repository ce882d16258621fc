import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace
import Themes

/// Any action at any time in any window: nothing traps, frames have the size that was asked for, and one lane is
/// selected and in view as long as there are any.
@Suite struct RandomizedScreenTests {
    static func action(_ random: inout some RandomNumberGenerator) -> Action {
        let actions: [Action] = [
            .togglePause, .step, .stepThread, .slower, .faster, .selectUp, .selectDown, .pageUp, .pageDown,
            .halfPageUp, .halfPageDown,
            .selectFirst, .selectLast, .zoomIn, .zoomOut, .scrubLeft, .scrubRight, .toStart, .toLive,
            .stepBack, .stepBack, .scrubLeft, .switchAxis, .nextPanel, .previousPanel, .showWaits,
            .showContention, .showFindings, .filter, .sort, .foldDone, .logLevel,
            .logThread, .type("w"), .type("é"), .erase, .nextTheme,
            .previousTheme, .chooseTheme, .restart, .choose, .help, .back, .quit, .record, .save,
            .fit, .resetScale, .follow, .toggleRun, .sameRun, .maximise, .present,
            .togglePanel(.lanes), .togglePanel(.primitives), .togglePanel(.code), .togglePanel(.log),
        ]
        guard Int.random(in: 0..<4, using: &random) == 0 else {
            return actions.randomElement(using: &random) ?? .help
        }
        let kinds: [MouseEvent.Kind] = [.press, .press, .drag, .drag, .wheelUp, .wheelDown]
        return .mouse(
            MouseEvent(
                row: .random(in: -1...60, using: &random), column: .random(in: -1...200, using: &random),
                kind: kinds.randomElement(using: &random) ?? .press, shift: .random(using: &random),
                control: .random(using: &random), clicks: .random(in: 1...2, using: &random)))
    }

    static func size(_ random: inout some RandomNumberGenerator) -> Size {
        switch Int.random(in: 0..<1000, using: &random) {
        case 0: Size(columns: 500, rows: 200)
        case 1..<100:
            Size(columns: .random(in: 0...500, using: &random), rows: .random(in: 0...12, using: &random))
        case 100..<200:
            Size(columns: .random(in: 0...45, using: &random), rows: .random(in: 0...60, using: &random))
        default:
            Size(columns: .random(in: 38...90, using: &random), rows: .random(in: 8...26, using: &random))
        }
    }

    @Test(arguments: 0..<20) func `the lane screen bears everything`(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let samples = [
            Samples.lock(), Samples.deadlock(), Samples.failed(), Samples.crowd(), Samples.code(),
            (trace: Trace(), status: RunStatus(scenario: "", title: "")),
        ]
        let themes = try Theme.builtIn()
        var screen = LaneScreen(panels: Panels(rawValue: seed < 7 ? UInt8(seed) : Panels.all.rawValue))
        let analyses = samples.map { RunAnalysis($0.trace) }
        var sample = samples[0]
        var analysis = analyses[0]
        for _ in 0..<5000 {
            if Int.random(in: 0..<50, using: &random) == 0 {
                let index = samples.indices.randomElement(using: &random) ?? 0
                (sample, analysis) = (samples[index], analyses[index])
                sample.status.speed = [nil, 0.1, 1, 3, 1e9].randomElement(using: &random) ?? nil
                sample.status.isPaused = .random(using: &random)
                sample.status.isReplay = .random(using: &random)
                sample.status.recording =
                    Bool.random(using: &random)
                    ? Recording(
                        length: .nanoseconds(Int64.random(in: 0...(.max), using: &random)),
                        bytes: .random(in: 0...(.max), using: &random)) : nil
                let clock = Int64.random(in: 0...(.max), using: &random)
                sample.status.now = Instant(nanoseconds: clock >> Int64.random(in: 0...62, using: &random))
            }
            let size = Self.size(&random)
            let command = screen.apply(
                Self.action(&random), trace: sample.trace, status: sample.status, analysis: analysis,
                sources: Samples.sources, size: size)
            if case .setSpeed(let speed?) = command { #expect(speed > 0) }
            if sample.status.isReplay, !sample.status.isPaused {
                let time =
                    Int64.random(in: 0...(.max), using: &random) >> Int64.random(in: 0...62, using: &random)
                let isOver = screen.play(by: .nanoseconds(time), trace: sample.trace, status: sample.status)
                try #require(isOver == screen.isLive)
            }
            let glyphs = Bool.random(using: &random) ? Glyphs.unicode : .ascii
            let theme = themes.randomElement(using: &random) ?? .plain
            let frame = screen.nextFrame(
                trace: sample.trace, status: sample.status, analysis: analysis, sources: Samples.sources,
                theme: theme, glyphs: glyphs, size: size)
            try #require(frame.size == size)
            try #require((0...sample.trace.count).contains(screen.position(in: sample.trace)))
            let selected = screen.selectedThread(sample.trace)
            if sample.trace.threadCount == 0 { try #require(selected == nil) }
            if let selected { try #require(sample.trace[selected] != nil) }
            if size.columns >= 40, size.rows >= 10, !screen.isOverlayOpen {
                let marker: Character = glyphs == .unicode ? "▸" : ">"
                let marked = (2..<size.rows).filter { frame[$0, 0].character == marker }
                // The log has a mark of its own while it has the keys.
                let count = selected == nil ? 0 : 1
                let isHidden = !screen.panels.contains(.lanes) || screen.isMaximised
                try #require((isHidden ? 0...2 : count...count + 1).contains(marked.count))
            }
        }
    }
}
