# SPDX-License-Identifier: BSD-2-Clause
"""Who may talk to whom, and what is said to those who may not."""
import os
import pathlib
import re
import shutil
import socket
import stat
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

from cluster import HANGS, SOURCE, ClusterCase, wait_for


class Certificates(ClusterCase):
    """What the script makes."""

    def test_files_are_private_and_strictly_valid(self) -> None:
        certs = self.root / "made"
        self.certificates(certs, "scheduler.example,192.0.2.1,2001:db8::1", "worker1.example")
        files = {str(path.relative_to(certs)) for path in certs.rglob("*") if path.is_file()}
        machines = ("scheduler.example", "worker1.example", "client")
        self.assertEqual(files, {"ca/ca.pem", "ca/key.pem"} | {f"{machine}/{name}.pem" for machine in machines
                                                              for name in ("ca", "certificate", "key")})
        for path in certs.rglob("*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)
        for machine in machines:
            purposes = ["sslclient"] + (["sslserver"] if machine != "client" else [])
            for purpose in purposes:
                subprocess.run(["openssl", "verify", "-x509_strict", "-purpose", purpose, "-CAfile", certs / "ca/ca.pem",
                                certs / machine / "certificate.pem"], check=True, stdout=subprocess.DEVNULL)
        text = subprocess.run(["openssl", "x509", "-in", certs / "scheduler.example/certificate.pem", "-noout", "-text"],
                              check=True, capture_output=True, text=True).stdout
        self.assertIn("DNS:scheduler.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1", text)

    def test_more_hosts_later(self) -> None:
        certs = self.root / "later"
        self.certificates(certs, "one.example")
        before = {path: path.read_bytes() for path in certs.rglob("*.pem")}
        self.certificates(certs, "one.example", "two.example")
        self.assertEqual({path: path.read_bytes() for path in before}, before)
        self.assertTrue((certs / "two.example/key.pem").exists())

    def test_wrong_names(self) -> None:
        for arguments in ((), ("-h",), ("x", "a b"), ("x", "../up"), ("x", "a/b"), ("x", "client"), ("x", "ca,a"), ("x", "")):
            done = subprocess.run(["sh", SOURCE / "certificates.sh", *arguments], capture_output=True, text=True, cwd=self.root,
                                  check=False)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr.startswith("certificates.sh: "))
            self.assertFalse((self.root / "x").exists())

    def test_nothing_is_left_of_a_failure(self) -> None:
        certs = self.root / "failed"
        fake = self.root / "bin"
        fake.mkdir()
        (fake / "openssl").write_text("#!/bin/sh\necho no entropy >&2; exit 1\n")
        (fake / "openssl").chmod(0o755)
        done = subprocess.run(["sh", SOURCE / "certificates.sh", certs], capture_output=True, text=True, check=False,
                              env={**os.environ, "PATH": f"{fake}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 2)
        self.assertIn("no entropy", done.stderr)
        self.assertEqual(list(certs.iterdir()), [])


class Refused(ClusterCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.paths = cls.make_records(3)
        cls.start_cluster()

    def refused(self, *arguments: object) -> str:
        """What the program says when it is started in vain."""
        done = subprocess.run([sys.executable, "-m", "zairyu_cluster", *map(str, arguments)], capture_output=True, text=True,
                              env=self.environment(), cwd=self.root, timeout=HANGS, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def not_verified(self, **options: object) -> str:
        said = self.verify(self.paths[0], status=2, **options)
        self.assertFalse(self.out.exists() and self.out.read_bytes())
        return said

    def copy_of(self, machine: str) -> pathlib.Path:
        directory = self.root / f"copy-{self.id().rpartition('.')[2]}"
        shutil.copytree(self.root / "certs" / machine, directory)
        return directory

    def test_all_is_well(self) -> None:
        self.verify(self.paths[0])

    def test_addresses_without_tls(self) -> None:
        for address in (self.address.replace("tls:", "tcp:"), self.address.removeprefix("tls://"), "tls://127.0.0.1", "tls://:8786",
                        "tls://127.0.0.1:x", "tls://[::1"):
            self.assertIn("is not an address with TLS", self.not_verified(scheduler=address))
            self.assertIn("is not an address with TLS", self.refused("worker", "--tls", self.root / "certs/localhost", "--scheduler",
                                                                     address))

    def test_nobody_there(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.assertIn("There is no scheduler at", self.not_verified(scheduler=f"tls://127.0.0.1:{taken.getsockname()[1]}"))
        self.assertIn("There is no scheduler at", self.not_verified(scheduler="tls://no-such-host.invalid:8786"))

    def test_scheduler_without_tls(self) -> None:
        program = ("import asyncio\nfrom distributed import Scheduler\nasync def main():\n"
                   "    async with Scheduler(host='127.0.0.1', port=0, dashboard_address='127.0.0.1:0') as scheduler:\n"
                   "        print(scheduler.address, flush=True)\n        await scheduler.finished()\nasyncio.run(main())\n")
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        address = process.stdout.readline().strip().replace("tcp://", "tls://")
        self.assertIn("does not speak TLS", self.not_verified(scheduler=address))
        self.assertIn("does not speak TLS", self.refused("worker", "--tls", self.root / "certs/localhost", "--scheduler", address))

    def test_something_else_that_listens(self) -> None:
        import threading

        def answer(listener: socket.socket) -> None:
            listener.accept()[0].close()
        with socket.create_server(("127.0.0.1", 0)) as listener:
            thread = threading.Thread(target=answer, args=(listener,))
            thread.start()
            said = self.not_verified(scheduler=f"tls://127.0.0.1:{listener.getsockname()[1]}")
            thread.join()
        self.assertRegex(said, "does not speak TLS|broke the connection off")

    def test_certificate_of_another_ca(self) -> None:
        self.certificates(self.root / "others")
        self.assertIn("is not known here", self.not_verified(tls=self.root / "others/client"))
        # Even if it knows the scheduler's CA.
        mixed = self.copy_of("client")
        for name in ("certificate.pem", "key.pem"):
            shutil.copy(self.root / "others/client" / name, mixed / name)
        self.assertIn("does not accept the certificate", self.not_verified(tls=mixed))

    def test_machines_of_another_name(self) -> None:
        self.certificates(self.root / "certs", "elsewhere.example")
        for arguments in (("scheduler", "--port", 0), ("worker", "--scheduler", self.address, "--processes", 1)):
            said = self.refused(*arguments, "--tls", self.root / "certs/elsewhere.example")
            self.assertIn("is not for 127.0.0.1", said)
        # One that listens everywhere cannot know, but those who connect do.
        process, address = self.start("scheduler", "--tls", self.root / "certs/elsewhere.example", "--port", 0, "--host", "0.0.0.0",
                                      wait="scheduler at ")
        port = address.rpartition(":")[2]
        self.assertIn("is not known here", self.not_verified(scheduler=f"tls://127.0.0.1:{port}"))
        type(self).stop(process)

    def test_client_cannot_pose_as_scheduler_or_worker(self) -> None:
        for arguments in (("scheduler", "--port", 0), ("worker", "--scheduler", self.address, "--processes", 1)):
            said = self.refused(*arguments, "--tls", self.root / "certs/client")
            self.assertIn("is not for 127.0.0.1: unsuitable certificate purpose", said)

    def test_name_of_a_host_is_checked_by_dask_too(self) -> None:
        """A client of Dask with our settings, against a scheduler whose certificate is another host's."""
        process, address = self.start("scheduler", "--tls", self.root / "certs/localhost", "--port", 0, "--host", "0.0.0.0",
                                      wait="scheduler at ")
        program = ("import sys\nfrom distributed import Client\nfrom zairyu_cluster.tls import identity_of\n"
                   "Client(sys.argv[1], security=identity_of(sys.argv[2]).security(), timeout=5)")
        for host, works in (("127.0.0.1", True), ("127.0.0.2", False)):
            there = f"tls://{host}:{address.rpartition(':')[2]}"
            done = subprocess.run([sys.executable, "-c", program, there, str(self.root / "certs/client")], capture_output=True,
                                  text=True, env=self.environment(), timeout=HANGS, check=False)
            self.assertEqual(done.returncode == 0, works, done.stderr)
        type(self).stop(process)

    def test_dask_without_certificate(self) -> None:
        for address in (self.address, self.address.replace("tls:", "tcp:")):
            program = f"from distributed import Client; Client({address!r}, timeout=5)"
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=HANGS, check=False)
            self.assertNotEqual(done.returncode, 0)
        self.verify(self.paths[0])

    def test_files(self) -> None:
        self.assertIn("ca.pem cannot be read", self.not_verified(tls=self.root / "none"))
        directory = self.copy_of("client")
        (directory / "key.pem").chmod(0o640)
        self.assertIn("chmod 600", self.not_verified(tls=directory))
        (directory / "key.pem").chmod(0o600)
        self.verify(self.paths[0], tls=directory)
        self.out.unlink()
        shutil.copy(self.root / "certs/localhost/key.pem", directory / "key.pem")
        self.assertIn("are not a certificate, its key and the CA's", self.not_verified(tls=directory))

    def test_no_worker(self) -> None:
        process, address = self.start_scheduler()
        self.assertIn("has no worker", self.not_verified(scheduler=address, wait=1))
        type(self).stop(process)

    def test_port_in_use(self) -> None:
        port = self.address.rpartition(":")[2]
        self.assertIn("Cannot listen at", self.refused("scheduler", "--tls", self.root / "certs/localhost", "--port", port))

    def test_nothing_is_shown_over_http(self) -> None:
        self.verify(self.paths[0])
        logs = "".join((self.root / name).read_text() for name in ("log-0", "log-1"))
        ports = set(re.findall(r"dashboard at: +127\.0\.0\.1:(\d+)", logs))
        self.assertEqual(len(ports), 1 + self.processes)
        for port in ports:
            with self.assertRaises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.2", port))
            for path in ("/", "/info/main/workers.html", "/json/identity.json", "/metrics", "/health", "/status", "/sysmon"):
                with self.assertRaises(urllib.error.HTTPError, msg=path) as caught:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=HANGS)
                self.assertEqual(caught.exception.code, 404)
                caught.exception.close()

    def test_end_of_the_scheduler_ends_the_workers(self) -> None:
        scheduler, address = self.start_scheduler()
        workers = self.start_workers(address)
        type(self).stop(scheduler)
        wait_for(lambda: workers.poll() is not None, "the workers' end")
        self.assertEqual(workers.returncode, 3)


if __name__ == "__main__":
    unittest.main()
