import LaneCanvas
import LaneView
import ThreadModel
import ThreadRuntime
import ThreadTrace
import Themes

/// What only a run can tell: whether it comes as far as its page says, and has the lanes that the page names.
extension LessonFile {
    /// Runs that never end are followed so far.
    static let mostSteps = 20_000

    /// - Throws: `Refusal`, with the line of the first page that is not so.
    func verify() throws {
        for (page, run) in zip(lesson.pages, runs) {
            guard let run, run.schedule.isControlled else { continue }
            try verify(page, run)
        }
    }

    private func verify(_ page: Lesson.Page, _ run: Run) throws {
        let recorded = try RecordedRun(
            run.scenario, run.schedule,
            maxSteps: max(Self.mostSteps, run.step, run.schedule.prefix.count),
            limit: Instant(seconds: Double(RecordCommand.longest)))
        var trace = Trace()
        trace.append(recorded.batch)
        let isMisfit = run.schedule.prefix.count > trace.stepCount
        if isMisfit {
            throw refusal("schedule: \(trace.verdict?.message ?? "it does not fit")", run.lines["schedule"])
        }
        guard trace.stepCount >= run.step else {
            throw refusal(
                "step: the run ends after \(trace.stepCount) steps: expected no more", run.lines["step"])
        }
        let names = Set(trace.threadIDs.compactMap { trace[$0]?.name })
        let all = names.sorted().map { DisplayText.escaped($0) }.joined(separator: ", ")
        for lane in page.lanes where !names.contains(lane) {
            throw refusal(
                "lanes: there is no thread \"\(DisplayText.escaped(lane))\": expected some of \(all)",
                run.lines["lanes"])
        }
        if let lane = page.caption?.lane, !names.contains(lane) {
            throw refusal(
                "beside: there is no thread \"\(DisplayText.escaped(lane))\": expected one of \(all)",
                run.lines["beside"])
        }
    }

    private func refusal(_ message: String, _ line: Int?) -> Refusal {
        Refusal(
            sentence: DisplayText.escaped("\(FileError(file: lesson.name, line: line, message: message))"),
            help: "A page's step, lanes and schedule have to fit its scenario's run.")
    }
}

extension LessonFile.Run {
    /// Who takes the steps that have been taken when the page opens.
    func firstSteps() throws -> [ThreadID] {
        guard step > 0 else { return [] }
        let recorded = try RecordedRun(
            scenario, schedule, maxSteps: step, limit: Instant(seconds: Double(RecordCommand.longest)))
        var trace = Trace()
        trace.append(recorded.batch)
        return trace.threads(ofSteps: trace.stepCount) ?? []
    }
}
