import Testing

/// Python programs on the command line: options, mistakes, and what is left of them.
@Suite struct PythonCommandTests {
    private static func refusal(_ command: String, beside files: String = "true") async throws -> Finished {
        let run = try await shell("\(files)\n\"$threadlanes\" \(command)")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        return run
    }

    @Test(arguments: [
        ("run none.py", "There is no file 'none.py'."),
        ("run none.ipynb --plain", "There is no file 'none.ipynb'."),
        ("run p.py --python no-such-python", "There is no Python interpreter 'no-such-python'."),
        ("run p.py --cell 3", "'p.py' has no cells"),
        ("run p.ipynb", "'p.ipynb' is no notebook."),
        ("run n.ipynb --cell 7", "'n.ipynb' has no code cell 7: it has 1, 2."),
        ("run lock --cell 3", "are for a Python program, not for a scenario"),
        ("run --lines -- ./a.out", "are for a Python program, not for a command"),
        ("run lock --python python3", "are for a Python program, not for a scenario"),
        ("run lock one two", "takes no arguments: leave out 'one'"),
        ("record none.py -o none.svg", "There is no file 'none.py'."),
        ("explore none.py", "There is no file 'none.py'."),
        ("explore bad.py", "bad.py does not start: SyntaxError: '(' was never closed (bad.py, line 1)"),
        ("run p.py -n 2", "What is the program's own comes behind '--': threadlanes run p.py -- -n 2"),
        ("p.py", "There is no subcommand 'p.py'. Did you mean 'threadlanes run p.py'?"),
        ("rnu p.py", "There is no subcommand 'rnu'. Did you mean 'run'?"),
        ("run p", "There is no scenario named 'p'. Did you mean 'p.py'?"),
        ("run -m none.such", "There is no module 'none.such' in this folder."),
    ]) func `a mistake is told with its remedy`(command: String, sentence: String) async throws {
        let files = """
            echo 'print(1)' > p.py; echo 'print(1' > bad.py; echo '{}' > p.ipynb
            echo '{"cells":[{"cell_type":"code","execution_count":null,"source":"a = 1"},{"cell_type":"code","execution_count":2,"source":["print(a)"]}]}' > n.ipynb
            """
        #expect(try await Self.refusal(command, beside: files).errors.contains(sentence))
    }

    @Test func `arguments are the program's`() async throws {
        let run = try await shell(
            """
            echo 'import sys; print(sys.argv[1:])' > p.py
            "$threadlanes" run p.py --plain a "b c" && "$threadlanes" run p.py --plain -- --seed -x
            """)
        #expect(run.output == "['a', 'b c']\n['--seed', '-x']\n")
    }

    @Test func `a notebook's cells are run in order, what is IPython's is left out and told`() async throws {
        let run = try await shell(
            #"""
            cat > n.ipynb <<'EOF'
            {"cells":[{"cell_type":"markdown","source":["# hello"]},
            {"cell_type":"code","execution_count":4,"source":["%matplotlib inline\n","a = 1\n","!ls\n", "b = !ls\n", "a"]},
            {"cell_type":"code","execution_count":5,"source":["%%time\n", "print(a + (7\n", "%2))\n", "%time print(a !=\n", "2)\n", "a;"]},
            {"cell_type":"code","execution_count":6,"source":["%%bash\n", "for x in *"]}]}
            EOF
            "$threadlanes" run n.ipynb --plain
            """#)
        #expect(run.output == "1\n2\nTrue\n")
        for line in ["%matplotlib inline", "!ls", "b = !ls", "%%time", "%%bash", "for x in *"] {
            #expect(run.errors.contains("IPython's own, left out: \(line)\n"))
        }
    }

    @Test func `a cell that is no Python keeps no other from being run, and only what is run is told of`()
        async throws
    {
        let run = try await shell(
            #"""
            cat > n.ipynb <<'EOF'
            {"cells":[{"cell_type":"code","source":["def half(x):\n","    return 1 // x"]},
            {"cell_type":"code","source":["%load_ext sql\n", "for x in"]},
            {"cell_type":"code","source":["\n", "half(0)"]}]}
            EOF
            "$threadlanes" run n.ipynb --cell 3 --plain
            """#)
        #expect(run.status == 1)
        #expect(run.errors.contains("  Cell In [3], line 2, in <module>\n"))
        #expect(run.errors.contains("  Cell In [1], line 2, in half\n    return 1 // x\n"))
        #expect(!run.errors.contains("left out"))
    }

    @Test func `a cell waits outside of functions`() async throws {
        let run = try await shell(
            #"""
            cat > n.ipynb <<'EOF'
            {"cells":[{"cell_type":"code","source":["import asyncio\n","async def up(x):\n","    await asyncio.sleep(1)\n","    return x + 1"]},
            {"cell_type":"code","source":["a = await up(1)\n","await asyncio.gather(up(a), asyncio.to_thread(lambda: 1))\n","a"]}]}
            EOF
            "$threadlanes" run n.ipynb --plain --seed 1
            """#)
        #expect(run.output == "2\n" && run.status == 0)
    }

    @Test func `what time it is the run's clock says`() async throws {
        let run = try await shell(
            #"""
            cat > t.py <<'EOF'
            import datetime, threading, time
            from datetime import date
            def look():
                time.sleep(3600)
                for moment in (datetime.datetime.now(datetime.timezone.utc), datetime.datetime.utcnow()):
                    print(moment.replace(microsecond=0))
                print(date.today() == date.fromtimestamp(1e9))
                print(time.strftime("%H:%M:%S", time.gmtime()), time.asctime(time.gmtime()), time.localtime().tm_year, time.ctime()[-4:])
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
            EOF
            "$threadlanes" run t.py --plain --seed 1 --speed max
            """#)
        #expect(
            run.output == """
                2001-09-09 02:46:40+00:00
                2001-09-09 02:46:40
                True
                02:46:40 Sun Sep  9 02:46:40 2001 2001 2001

                """)
    }

    @Test func `own modules beside it are loaded, told of, and kept nowhere`() async throws {
        let run = try await shell(
            """
            mkdir sub
            printf 'n = 0\\ndef add():\\n    global n\\n    n += 1\\n' > sub/counter.py
            cat > sub/p.py <<'EOF'
            import counter, threading
            threads = [threading.Thread(target=counter.add) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            EOF
            "$threadlanes" explore sub/p.py; ls sub *.jsonl
            """)
        #expect(run.output.contains("an update of n is lost"))
        #expect(run.output.contains("counter.py:4"))
        #expect(run.output.hasSuffix("p.py-found.trace.jsonl\n\nsub:\ncounter.py\np.py\n"))
    }

    @Test func `a module of a package is run as Python runs it`() async throws {
        let run = try await shell(
            """
            mkdir -p app/sub; touch app/sub/__init__.py
            echo 'print("made", __name__)' > app/__init__.py; echo 'n = 7' > app/core.py
            echo 'import sys; from .core import n; print(n, __name__, __package__, sys.argv[1:])' > app/__main__.py
            sed 's/[.]core/..core/' app/__main__.py > app/sub/tool.py
            for m in app app.sub.tool; do
                python3 -B -m $m a > bare; "$threadlanes" run -m $m a --plain > watched; cmp bare watched && cat watched
            done
            """)
        #expect(run.output == "made app\n7 __main__ app ['a']\nmade app\n7 __main__ app.sub ['a']\n")
    }

    @Test func `a program that asks is told that nobody answers`() async throws {
        let run = try await shell(#"echo 'input("> ")' > p.py; "$threadlanes" run p.py --plain"#)
        #expect(run.status == 1)
        #expect(run.errors.contains("its standard input is empty"))
        #expect(run.errors.contains("EOFError") && !run.errors.contains("<threadlanes>"))
    }

    @Test func `a schedule that was found is run again`() async throws {
        let run = try await shell(
            """
            cat > p.py <<'EOF'
            import sys, threading
            a, b = threading.Lock(), threading.Lock()
            def take(one, other):
                with one:
                    with other: pass
            threads = [threading.Thread(target=take, args=(a, b)), threading.Thread(target=take, args=(b, a))]
            for t in threads: t.start()
            for t in threads: t.join()
            print(sys.argv[1:])
            EOF
            "$threadlanes" explore p.py x; echo $?
            "$threadlanes" run p.py x --plain --schedule @p.py-found.trace.jsonl; echo $?
            """)
        #expect(
            run.output.contains(
                "run it:    threadlanes run p.py --paused --schedule @p.py-found.trace.jsonl x\n"))
        #expect(run.lines.filter { $0 == "2" || $0 == "1" } == ["2", "1"])
        #expect(run.errors.contains("deadlocked"))
    }

    /// With hardly any descriptors: none of an execution is there when the next one begins.
    @Test(arguments: ["", "--isolate"]) func `executions leave no descriptor`(option: String) async throws {
        let run = try await shell(
            """
            cat > p.py <<'EOF'
            import threading
            lock = threading.Lock()
            def work():
                for _ in range(2):
                    with lock: pass
            threads = [threading.Thread(target=work) for _ in range(\(option.isEmpty ? 3 : 2))]
            for t in threads: t.start()
            for t in threads: t.join()
            EOF
            ulimit -n 40
            "$threadlanes" explore p.py \(option)
            """)
        #expect(run.output.contains("covered by \(option.isEmpty ? 90 : 6) executions"))
    }

    /// Also where nobody has the time to end them: when the command is killed.
    @Test(arguments: ["", "--isolate", "killed"])
    func `a search leaves no process`(option: String) async throws {
        let run = try await shell(
            """
            cat > leaves-no-process-\(option).py <<'EOF'
            import threading
            lock = threading.Lock()
            def work():
                for _ in range(\(option == "killed" ? 30 : 1)):
                    with lock: pass
            threads = [threading.Thread(target=work) for _ in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            EOF
            if [ '\(option)' = killed ]; then
                "$threadlanes" explore leaves-no-process-killed.py & sleep 3; kill -9 $!; wait $! 2>/dev/null
            else
                "$threadlanes" explore leaves-no-process-\(option).py \(option) >/dev/null
            fi
            for n in $(seq 600); do
                pgrep -f 'exe[c].compile.*leaves-no-process-\(option).py' >/dev/null || { echo none; break; }
                sleep 0.1
            done
            """)
        #expect(run.output == "none\n")
    }

    /// Along given steps who waits for a child counts as computing, as in the search that found them.
    @Test func `what is found of programs that wait for children is told`() async throws {
        let run = try await shell(
            #"""
            cat > s.py <<'EOF'
            import subprocess, threading
            n = 0
            def work():
                global n
                subprocess.run(["true"])
                n += 1
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            EOF
            "$threadlanes" explore s.py
            "$threadlanes" run s.py --plain --schedule @s.py-found.trace.jsonl
            """#)
        #expect(run.output.contains("an update of n is lost:\n"))
        #expect(run.errors.contains("1 update lost"), "\(run.errors)")
    }

    @Test func `a program without descriptors enough is told so`() async throws {
        let run = try await shell(
            """
            cat > p.py <<'EOF'
            import threading
            b = threading.Barrier(41)
            for _ in range(40): threading.Thread(target=b.wait).start()
            b.wait()
            EOF
            ulimit -n 40
            "$threadlanes" run p.py --plain
            """)
        #expect(run.status == 1)
        #expect(run.errors.contains("needs a descriptor for each of its threads, and there are no more"))
    }

    @Test func `its exit says how it ended`() async throws {
        let run = try await shell(
            """
            echo 'import sys; sys.exit(3)' > p.py; "$threadlanes" run p.py --plain; echo $?
            echo 'import os; os.kill(os.getpid(), 9)' > p.py; "$threadlanes" run p.py --plain; echo $?
            echo 'print("well")' > p.py; "$threadlanes" run p.py --plain; echo $?
            """)
        #expect(run.output == "1\n1\nwell\n0\n")
        #expect(run.errors.contains("MainThread: exit status 3"))
        #expect(run.errors.contains("was ended by signal 9 (Killed)"))
    }

    @Test func `a program that speaks the protocol itself is run`() async throws {
        let run = try await shell(
            """
            cat > client.py <<'EOF'
            import os, socket
            s = socket.socket(fileno=int(os.environ["THREADLANES_FD"]))
            def ask(line):
                s.sendall(line.encode() + b"\\n")
                return s.recv(4096).decode()
            ask('{"op":"hello","count":1,"name":"a client"}')
            ask('{"n":1,"op":"new","on":1,"kind":"lock","name":"mine"}')
            ask('{"n":2,"op":"acquire","on":1}')
            ask('{"n":3,"op":"output","text":"from a client"}')
            s.sendall(b'{"op":"finish"}\\n')
            EOF
            "$threadlanes" run --plain -- python3 client.py
            """)
        #expect(run.output == "from a client\n")
        #expect(run.status == 0)
    }
}
