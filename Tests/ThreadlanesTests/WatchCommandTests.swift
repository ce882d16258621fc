import Testing

/// `threadlanes watch`, without a terminal.
@Suite struct WatchCommandTests {
    private static let crosswise = """
        cat > pay.c <<'END'
        #include <pthread.h>
        #include <stdio.h>
        static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER, right = PTHREAD_MUTEX_INITIALIZER;
        static pthread_barrier_t both;
        static void *alice(void *n) {
            pthread_mutex_lock(&left);
            if (n) pthread_barrier_wait(&both);
            pthread_mutex_lock(&right);
            pthread_mutex_unlock(&right);
            pthread_mutex_unlock(&left);
            return n;
        }
        static void *bob(void *n) {
            pthread_mutex_lock(&right);
            if (n) pthread_barrier_wait(&both);
            pthread_mutex_lock(&left);
            pthread_mutex_unlock(&left);
            pthread_mutex_unlock(&right);
            return n;
        }
        int main(int count, char **words) {
            pthread_t one, two;
            printf("%d words, %s\\n", count, words[count - 1]);
            fflush(stdout);
            pthread_barrier_init(&both, NULL, 2);
            pthread_create(&one, NULL, alice, count > 2 ? &both : NULL);
            if (count == 2) pthread_join(one, NULL);
            pthread_create(&two, NULL, bob, count > 2 ? &both : NULL);
            if (count != 2) pthread_join(one, NULL);
            pthread_join(two, NULL);
        }
        END
        cc -g -pthread pay.c -o pay || exit 9

        """

    @Test func `a deadlock is the verdict, saved with the run, and ends what hangs`() async throws {
        let run = try await shell(
            Self.crosswise + """
                "$threadlanes" watch --trace t.jsonl -- ./pay together -x; echo "status $?"
                "$threadlanes" check t.jsonl --fail-on deadlock; echo "check $?"
                grep -c '"cycle":true' t.jsonl
                head -n1 t.jsonl | grep -c '"scenario":"pay","title":"./pay together -x".*"process":[1-9]'
                """)
        #expect(run.lines.first == "3 words, -x")
        #expect(run.lines.contains("status 1") && run.lines.contains("check 2"))
        #expect(run.lines.suffix(2) == ["2", "1"])
        #expect(
            run.errors.contains(
                "threadlanes: deadlocked: alice waits for lock right, held by bob; bob waits for lock left, held by alice"
            ))
    }

    @Test func `two orders of locks that can never meet are no finding`() async throws {
        let run = try await shell(
            Self.crosswise + """
                "$threadlanes" watch -- ./pay once; echo "status $?"
                "$threadlanes" watch --fail-on lock-order -- ./pay once; echo "status $?"
                """)
        // One ended before the other began: never could they have met.
        #expect(run.lines == ["2 words, once", "status 0", "2 words, once", "status 0"])
        #expect(run.errors.isEmpty)
    }

    @Test func `what can not be watched is refused, with what would be right`() async throws {
        for (arguments, words) in [
            (["watch"], "Which program?"), (["watch", "--plain"], "Which program?"),
            (["watch", "--", "./nowhere"], "'./nowhere' could not be started: "),
            (["watch", "--nothing", "--", "true"], "--nothing"),
        ] {
            let run = try await threadlanes(arguments)
            #expect(run.status == 64, "\(arguments)")
            #expect(run.errors.contains(words), "\(run.errors)")
            #expect(run.output.isEmpty)
        }
    }

    @Test func `where the library is not there it says which file that is, and how it is made`() async throws
    {
        let run = try await shell(
            """
            mkdir bin && cp "$threadlanes" bin/threadlanes
            bin/threadlanes watch -- true
            """)
        #expect(run.status == 64)
        #expect(run.errors.contains("bin/libthreadlanes-watch.so'"))
        #expect(run.errors.contains("lib/threadlanes/libthreadlanes-watch.so'"))
        #expect(run.errors.contains("swift build -c release --product threadlanes-watch"))
    }

    @Test func `a trace on standard output can be shown as it comes`() async throws {
        let run = try await shell(
            Self.crosswise + """
                "$threadlanes" watch --trace - -- ./pay together -x 2>/dev/null | "$threadlanes" check -
                """)
        #expect(run.lines.first?.contains("1 deadlock, in 11 steps of 3 threads") == true, "\(run.output)")
    }

    @Test func `a signal ends the program too, and what happened until then is kept`() async throws {
        let run = try await shell(
            """
            "$threadlanes" watch --trace t.jsonl -- sleep 1000 & watcher=$!
            until grep -q '"sleep"' t.jsonl 2>/dev/null; do kill -0 $watcher || exit 9; sleep 0.05; done
            process=$(sed -n 's/.*"process":\\([0-9]*\\).*/\\1/p' t.jsonl)
            kill -TERM $watcher; wait $watcher; echo "status $?"
            kill -0 $process 2>/dev/null || echo gone
            tail -n1 t.jsonl | grep -c cancelled
            """)
        #expect(run.lines == ["status 143", "gone", "1"], "\(run.output) \(run.errors)")
    }
}
