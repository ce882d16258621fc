import LaneCanvas
import Testing
import ThreadTrace

@testable import LaneView

@Suite struct LogViewTests {
    private let sample = Samples.lock()

    private func log(_ actions: [Action]) -> [String] {
        let size = Size(columns: 80, rows: 24)
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
        }
        let lines = screen.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: size
        ).text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { !$0.hasPrefix("── log ──") }.dropLast().map(String.init).filter { !$0.isEmpty }
    }

    @Test func `messages are filtered by level and by the selected lane, and the title says so`() {
        let infos = log([.logLevel])
        #expect(infos.count == 3)
        #expect(infos.dropFirst().allSatisfy { $0.contains("Counter is") })
        #expect(infos[0].hasSuffix(" info and above ──"))
        let own = log([.logThread, .selectDown, .selectDown])
        #expect(own.count == 4)
        #expect(own.dropFirst().allSatisfy { $0.contains("worker-1") })
        #expect(own[0].hasSuffix(" selected thread ──"))
        #expect(log([.logLevel, .logLevel]).count == 1)
        #expect(log([.logLevel, .logLevel, .logLevel, .logLevel]) == log([]))
    }

    @Test func `the log of the past ends with its moment, later messages come when they are scrolled to`() {
        #expect(log([.toStart]).count == 1)
        let scrolled = log([.toStart, .previousPanel, .selectLast])
        #expect(scrolled.last?.contains("Obtained lock") == true)
    }

    @Test func `what was printed stands between the messages, as far as it had been by then and fits`() throws
    {
        let trace = sample.trace
        let messages = (0..<trace.count).filter { [.log, .output].contains(trace[$0].kind) }
        try #require(messages.count > 3)
        var status = sample.status
        // One before all messages, and one right after each.
        status.printed = ([0] + messages.map { $0 + 1 }).map {
            PrintedText(position: $0, time: .zero, text: "after \($0)", isError: false)
        }
        let all =
            [LogRow.printed(status.printed[0])]
            + zip(messages, status.printed.dropFirst()).flatMap { [.message($0), .printed($1)] }
        for count in 0...messages.count {
            let position = count == 0 ? 0 : messages[count - 1] + 1
            let cursor = position >= trace.count ? Cursor.live : .at(position, in: trace)
            let scene = Scene(trace: trace, status: status, cursor: cursor, theme: .plain, glyphs: .unicode)
            let known = Array(all.prefix(1 + 2 * count))
            for height in [1, 2, 3, all.count] {
                #expect(
                    LogView().rows(scene, MessageFilter(), height: height) == known.suffix(height),
                    "\(count) \(height)")
            }
            let infos = MessageFilter(levels: .atLeast(.warning))
            #expect(
                LogView().rows(scene, infos, height: 9).allSatisfy {
                    if case .message = $0 { true } else { false }
                })
        }
    }

    @Test func `wherever one goes the selected message is in view, and messages stay in order`() {
        let trace = sample.trace
        for height in [1, 2, 5, 30] {
            var view = LogView()
            for turn in 0..<200 {
                let position = turn * 7 % (trace.count + 1)
                let rows = [1, -1, -3, 2, 40, -40, 0, -2][turn * 5 % 8]
                view.move(by: rows, trace, upTo: position, MessageFilter(), height: height)
                let shown = view.visible(trace, upTo: position, MessageFilter(), height: height)
                #expect(shown.count <= height)
                #expect(shown == shown.sorted())
                if let selected = view.selected { #expect(shown.contains(selected), "\(height) \(turn)") }
                if turn % 31 == 0 { view.leave() }
            }
        }
    }
}
