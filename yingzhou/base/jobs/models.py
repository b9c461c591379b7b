"""What the queue itself does not keep: who works, what failed and where, which duties were looked after."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId


class Heartbeat(WithPublicId):
    """心跳：one working process.  A process that dies leaves its line behind; the others clear up after it."""

    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    mark = models.CharField(max_length=40)
    queue_worker = models.BigIntegerField(null=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-seen_at"], name="heartbeat_seen")]

    def __str__(self) -> str:
        return f"{self.host} {self.pid}"


class Failure(WithPublicId):
    """失败作业：a job that raised, the kind of error and the line of our code it came from.  Never its message: that may name people."""

    job = models.BigIntegerField(unique=True)
    task = models.CharField(max_length=128)
    error = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="failure_at")]

    def __str__(self) -> str:
        return f"{self.task}: {self.error}"


class Duty(models.Model):
    """例行核对：when a reconciler last ran, what it mended, and what stopped it."""

    name = models.CharField(max_length=80, primary_key=True)
    ran_at = models.DateTimeField()
    mended = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.name
